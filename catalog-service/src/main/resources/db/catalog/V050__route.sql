-- The rule itself, not a read model: a name is given once per tenant.
create table route_name (
    tenant text not null,
    name text not null,
    route_id uuid not null,
    constraint route_name_unique primary key (tenant, name)
);
call tenant_table('route_name');

create table route (
    tenant text not null,
    id uuid not null,
    version bigint not null,
    name text not null,
    root jsonb not null,
    connect_millis bigint not null,
    first_token_millis bigint not null,
    between_tokens_millis bigint not null,
    total_millis bigint not null,
    attempts_max integer not null,
    active boolean not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant, id)
);
create index route_by_name on route (tenant, name);
call tenant_table('route');

create table route_target (
    tenant text not null,
    route_id uuid not null,
    configuration_id uuid not null,
    model text not null,
    primary key (tenant, route_id, configuration_id, model)
);
create index route_target_by_model on route_target (tenant, configuration_id, model);
call tenant_table('route_target');
