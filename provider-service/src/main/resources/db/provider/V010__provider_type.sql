create table provider_type (
    tenant text not null,
    type text not null,
    definition jsonb not null,
    primary key (tenant, type)
);
call shared_tenant_table('provider_type');
