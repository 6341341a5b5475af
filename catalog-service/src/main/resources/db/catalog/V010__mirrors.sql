-- What others say, as last heard: mirrors, not read models.
create table copy_configuration (
    tenant text not null,
    id uuid not null,
    name text not null,
    provider text not null,
    adapter text not null,
    active boolean not null,
    test_status text not null,
    primary key (tenant, id)
);
create index copy_configuration_by_name on copy_configuration (tenant, name);
create index copy_configuration_by_provider on copy_configuration (tenant, provider);
call tenant_table('copy_configuration');

create table copy_provider_type (
    tenant text not null,
    type text not null,
    aliases text[] not null,
    primary key (tenant, type)
);
call shared_tenant_table('copy_provider_type');
