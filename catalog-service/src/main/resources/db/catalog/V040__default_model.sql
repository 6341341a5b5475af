create table default_model (
    tenant text not null,
    model_type text not null,
    configuration_id uuid not null,
    model_id text not null,
    set_at timestamptz not null,
    primary key (tenant, model_type)
);
call tenant_table('default_model');
