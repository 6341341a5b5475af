-- The rule itself, not a read model: a name is given once per tenant.
create table configuration_name (
    tenant text not null,
    name text not null,
    configuration_id uuid not null,
    constraint configuration_name_unique primary key (tenant, name)
);
call tenant_table('configuration_name');

create table configuration (
    tenant text not null,
    id uuid not null,
    version bigint not null,
    name text not null,
    provider text not null,
    adapter text not null,
    base_url text not null,
    model text,
    credential_id uuid,
    key_hint text,
    headers jsonb not null,
    settings jsonb not null,
    owner text not null,
    project_id uuid,
    visibility text not null,
    active boolean not null,
    last_tested timestamptz,
    test_status text not null,
    test_latency_millis bigint,
    test_message text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant, id)
);
create index configuration_by_provider on configuration (tenant, provider);
call tenant_table('configuration');

create table connection_test (
    tenant text not null,
    configuration_id uuid not null,
    sequence bigint not null,
    status text not null,
    latency_millis bigint not null,
    message text not null,
    at timestamptz not null,
    primary key (tenant, configuration_id, sequence)
);
call tenant_table('connection_test');
