-- Who did or tried what. Each entry holds the hash of the one before it, per tenant.
create table audit_entry (
    tenant text not null,
    position bigint not null,
    audit_id uuid not null,
    service text not null,
    actor text not null,
    action text not null,
    subject text not null,
    outcome text not null,
    source text,
    detail jsonb not null,
    at timestamptz not null,
    previous_hash bytea not null,
    hash bytea not null,
    primary key (tenant, position),
    constraint audit_entry_once unique (tenant, audit_id)
);
create index audit_entry_by_time on audit_entry (tenant, at);
call tenant_table('audit_entry');

-- Where each tenant's chain ends; the row is locked while an entry is added.
create table audit_head (
    tenant text primary key,
    position bigint not null,
    hash bytea not null
);
call tenant_table('audit_head');

-- Entries are only ever added, by anybody.
revoke update, delete, truncate on audit_entry from ${app}, ${processor};
revoke delete, truncate on audit_head from ${app}, ${processor};
create function audit_entry_stays() returns trigger language plpgsql as $$
begin
    raise exception 'audit entries are only ever added';
end
$$;
create trigger audit_entry_stays before update or delete or truncate on audit_entry
    for each statement execute function audit_entry_stays();
