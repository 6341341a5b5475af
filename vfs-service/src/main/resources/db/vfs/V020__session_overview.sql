-- Read model of overview/: sessions and how full they are. Never a token, only its hash.
create table session_overview (
    tenant text not null,
    session_id uuid not null,
    name text,
    opened_by text not null,
    token_hash text not null,
    token_prefix text not null,
    bytes_max bigint not null,
    files_max integer not null,
    bytes_used bigint not null,
    files_used integer not null,
    opened_at timestamptz not null,
    expires_at timestamptz not null,
    closed_at timestamptz,
    closed_reason text,
    version bigint not null,
    primary key (tenant, session_id)
);
create unique index session_overview_by_token on session_overview (token_hash);
create index session_overview_open on session_overview (expires_at) where closed_at is null;
call tenant_table('session_overview');
