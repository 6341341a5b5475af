-- Read model of accesskey/: the keys with which applications call the gateway. Never the key, only its hash.
create table access_key (
    tenant text not null,
    access_key_id uuid not null,
    name text not null,
    project_id uuid,
    user_id text,
    secret_hash text not null,
    prefix text not null,
    models text[] not null,
    routes text[] not null,
    requests_per_minute bigint,
    tags jsonb not null,
    active boolean not null,
    issued_by text not null,
    issued_at timestamptz not null,
    updated_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    version bigint not null,
    primary key (tenant, access_key_id)
);
create unique index access_key_by_hash on access_key (secret_hash);
call tenant_table('access_key');
