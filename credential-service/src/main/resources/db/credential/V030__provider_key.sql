-- Read model of apikey/: every provider key, as far as anybody may know it.
create table provider_key (
    tenant text not null,
    credential_id uuid not null,
    owner text not null,
    project_id uuid,
    provider_type text not null,
    key_name text not null,
    hint text not null,
    origin text not null,
    key_version integer not null,
    active boolean not null,
    valid boolean,
    created_by text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revoked_at timestamptz,
    version bigint not null,
    primary key (tenant, credential_id)
);
create index provider_key_by_owner on provider_key (tenant, owner);
call tenant_table('provider_key');

-- Counted from usage records; not part of the read model, because it is not rebuilt from our own events.
create table provider_key_use (
    tenant text not null,
    credential_id uuid not null,
    usage_count bigint not null,
    last_used_at timestamptz not null,
    primary key (tenant, credential_id)
);
call tenant_table('provider_key_use');
