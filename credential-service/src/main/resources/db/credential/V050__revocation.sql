-- Read model of revocation/: what must not be used any more.
create table revocation (
    tenant text not null,
    kind text not null check (kind in ('access-key', 'credential')),
    id uuid not null,
    secret_hash text,
    at timestamptz not null,
    position bigint not null unique,
    primary key (tenant, kind, id)
);
call tenant_table('revocation');

-- In which order the revocations were first processed. Kept over a rebuild, so that readers keep their place.
create table revocation_position (
    tenant text not null,
    kind text not null,
    id uuid not null,
    position bigint generated always as identity unique,
    primary key (tenant, kind, id)
);
call tenant_table('revocation_position');
