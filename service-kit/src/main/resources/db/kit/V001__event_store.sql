-- What every service's database has alike. Owner, app and processor are three roles (see service-kit/README.md).
grant usage on schema public to ${app}, ${processor};
alter default privileges for role ${owner} in schema public grant select, insert, update, delete on tables to ${app}, ${processor};
alter default privileges for role ${owner} in schema public grant usage, select on sequences to ${app}, ${processor};

create table domainevententry (
    globalindex bigserial primary key,
    aggregateidentifier text not null,
    sequencenumber bigint not null,
    type text,
    eventidentifier text not null unique,
    metadata bytea,
    payload bytea not null,
    payloadrevision text,
    payloadtype text not null,
    timestamp text not null,
    unique (aggregateidentifier, sequencenumber)
);

create table snapshotevententry (
    aggregateidentifier text not null,
    sequencenumber bigint not null,
    type text not null,
    eventidentifier text not null unique,
    metadata bytea,
    payload bytea not null,
    payloadrevision text,
    payloadtype text not null,
    timestamp text not null,
    primary key (aggregateidentifier, sequencenumber)
);

create table tokenentry (
    processorname text not null,
    segment integer not null,
    token bytea,
    tokentype text,
    timestamp text,
    owner text,
    primary key (processorname, segment)
);

-- The last whole state that was sent for each record key; the outbox folds stored events into it.
create table published_state (
    record_key text primary key,
    tenant text not null,
    type text not null,
    sequence bigint not null,
    body jsonb not null
);

-- How far each consumer has come; written in the transaction of the effect.
create table inbox_offset (
    consumer text not null,
    topic text not null,
    partition integer not null,
    topic_id text not null,
    next_offset bigint not null,
    primary key (consumer, topic, partition)
);

-- The last sequence of each state that took effect; what is not newer is dropped.
create table inbox_sequence (
    consumer text not null,
    record_key text not null,
    sequence bigint not null,
    primary key (consumer, record_key)
);

-- What could not take effect: kept, alerted, repairable, replayable.
create table dead_letter (
    id uuid primary key,
    consumer text not null,
    topic text not null,
    partition integer not null,
    record_offset bigint not null,
    record_key text,
    headers jsonb not null,
    value bytea,
    error text not null,
    detail text not null,
    at timestamptz not null default now(),
    state text not null default 'parked' check (state in ('parked', 'replayed', 'discarded')),
    unique (consumer, topic, partition, record_offset)
);

create table idempotency_key (
    tenant text not null,
    subject text not null,
    key text not null,
    request_hash text not null,
    status integer,
    location text,
    body bytea,
    created_at timestamptz not null default now(),
    primary key (tenant, subject, key)
);
create index idempotency_key_age on idempotency_key (created_at);

create table job (
    id uuid primary key,
    kind text not null,
    tenant text not null,
    payload jsonb not null,
    run_at timestamptz not null default now(),
    claimed_until timestamptz,
    attempts integer not null default 0,
    state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
    last_error text,
    created_at timestamptz not null default now()
);
create index job_due on job (kind, run_at) where state = 'waiting';

grant select, insert, update, delete on all tables in schema public to ${app}, ${processor};
grant usage, select on all sequences in schema public to ${app}, ${processor};

-- One line per table with tenants: call tenant_table('my_table'). The table has a column "tenant".
-- The app role sees the tenant its transaction named (nothing when it named none); the processor role sees all.
create procedure tenant_table(name regclass) language plpgsql as $$
begin
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format($p$create policy app_sees_its_tenant on %s to ${app}
        using (tenant = nullif(current_setting('app.tenant', true), ''))
        with check (tenant = nullif(current_setting('app.tenant', true), ''))$p$, name);
    execute format('create policy processor_sees_all on %s to ${processor} using (true) with check (true)', name);
end
$$;

-- As tenant_table, but what 'platform' owns is read by everybody: built-in types, public prices.
create procedure shared_tenant_table(name regclass) language plpgsql as $$
begin
    call tenant_table(name);
    execute format($p$create policy everybody_reads_the_platforms on %s for select to ${app}
        using (tenant = 'platform' and nullif(current_setting('app.tenant', true), '') is not null)$p$, name);
end
$$;
