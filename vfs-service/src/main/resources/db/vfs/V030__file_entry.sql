-- Read model of file/: the files of open sessions as they are now.
create table file_entry (
    tenant text not null,
    session_id uuid not null,
    path text collate "C" not null,
    hash text not null,
    bytes bigint not null,
    version bigint not null,
    changed_by text not null,
    changed_at timestamptz not null,
    primary key (tenant, session_id, path)
);
call tenant_table('file_entry');
