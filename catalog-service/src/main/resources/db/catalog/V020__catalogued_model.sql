create table catalogued_model (
    tenant text not null,
    id uuid not null,
    version bigint not null,
    configuration_id uuid not null,
    provider text not null,
    model_id text not null,
    name text not null,
    display_name text,
    description text,
    type text not null,
    context_window bigint,
    max_output_tokens bigint,
    input_modalities text[] not null,
    output_modalities text[] not null,
    features text[] not null,
    default_temperature numeric,
    requests_per_minute bigint,
    requests_per_hour bigint,
    requests_per_day bigint,
    provider_settings jsonb not null,
    metadata jsonb not null,
    lifecycle text not null,
    declared boolean not null,
    active boolean not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant, id)
);
create index catalogued_model_by_name on catalogued_model (tenant, name, id);
create index catalogued_model_by_configuration on catalogued_model (tenant, configuration_id, model_id);
call tenant_table('catalogued_model');
