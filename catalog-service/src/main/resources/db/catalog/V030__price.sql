create table price (
    tenant text not null,
    id uuid not null,
    provider text not null,
    configuration_id uuid,
    model text not null,
    meter text not null,
    context_from bigint not null,
    tier text not null,
    region text not null,
    amount numeric(38, 18) not null,
    currency text not null,
    effective_from timestamptz not null,
    set_at timestamptz not null,
    primary key (tenant, id)
);
create index price_by_model on price (tenant, provider, model, meter);
call shared_tenant_table('price');
