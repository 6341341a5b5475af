create table discovered_model (
    tenant text not null,
    configuration_id uuid not null,
    model_id text not null,
    gone boolean not null,
    primary key (tenant, configuration_id, model_id)
);
call tenant_table('discovered_model');

-- Mirror of the catalogue's routes, for refusing to remove what is in use.
create table copy_route_target (
    tenant text not null,
    route_id uuid not null,
    route text not null,
    configuration_id uuid not null,
    primary key (tenant, route_id, configuration_id)
);
create index copy_route_target_by_configuration on copy_route_target (tenant, configuration_id);
call tenant_table('copy_route_target');
