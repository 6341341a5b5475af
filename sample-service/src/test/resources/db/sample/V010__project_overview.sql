create table project_overview (
    tenant text not null,
    id uuid not null,
    name text not null,
    renames integer not null default 0,
    primary key (tenant, id)
);
call tenant_table('project_overview');

create table copy_project (
    tenant text not null,
    id uuid not null,
    name text,
    is_open boolean not null,
    changes integer not null default 1,
    primary key (tenant, id)
);
call tenant_table('copy_project');
