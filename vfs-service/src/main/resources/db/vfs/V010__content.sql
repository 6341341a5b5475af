-- What files hold, once per tenant and hash. Bytes lie in pieces of at most 1 MiB, so that nobody needs a whole file in memory.
create table content (
    tenant text not null,
    hash text not null,
    content_id uuid not null,
    bytes bigint not null,
    -- Since when no file holds it; null while one does. The sweeper frees it a while later: somebody may be reading.
    unused_since timestamptz,
    primary key (tenant, hash)
);
call tenant_table('content');

create table content_piece (
    tenant text not null,
    content_id uuid not null,
    number integer not null,
    bytes bytea not null,
    stored_at timestamptz not null,
    primary key (tenant, content_id, number)
);
create index content_piece_age on content_piece (stored_at);
call tenant_table('content_piece');

-- Which file holds which content; written in the transaction that decides. The key stops content in use from being freed.
create table content_hold (
    tenant text not null,
    session_id uuid not null,
    path text collate "C" not null,
    hash text not null,
    primary key (tenant, session_id, path),
    foreign key (tenant, hash) references content
);
create index content_hold_by_hash on content_hold (tenant, hash);
call tenant_table('content_hold');
