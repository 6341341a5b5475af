-- Every tenant's own key, wrapped by the master key. A destroyed one leaves its row: no second key is ever made.
create table tenant_key (
    tenant text primary key,
    nonce bytea,
    wrapped bytea,
    master_id text,
    created_at timestamptz not null,
    destroyed_at timestamptz,
    check ((wrapped is null) = (destroyed_at is not null))
);
call tenant_table('tenant_key');

-- The only place where provider keys rest, and only sealed. Written in the transaction of the command.
create table credential_secret (
    tenant text not null,
    credential_id uuid not null,
    version integer not null,
    owner text not null,
    provider_type text not null,
    origin text not null,
    active boolean not null,
    nonce bytea not null,
    ciphertext bytea not null,
    sealed_at timestamptz not null,
    primary key (tenant, credential_id, version)
);
call tenant_table('credential_secret');

-- A user has one key of a name for a provider; claimed in the transaction of the command.
create table provider_key_name (
    tenant text not null,
    owner text not null,
    provider_type text not null,
    key_name text not null,
    credential_id uuid not null,
    constraint provider_key_name_unique primary key (tenant, owner, provider_type, key_name)
);
create unique index provider_key_name_of_credential on provider_key_name (tenant, credential_id);
call tenant_table('provider_key_name');

-- Processors keep read models; they have no business with secrets.
revoke all on tenant_key, credential_secret from ${processor};
