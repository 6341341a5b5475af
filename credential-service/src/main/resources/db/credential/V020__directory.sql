-- Read model of directory/: which tenants, projects and users there are.
create table directory_tenant (
    tenant text primary key,
    name text not null,
    opened_by text not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    version bigint not null
);
call tenant_table('directory_tenant');
-- Those who run the installation see which tenants there are, but nothing inside them.
create policy platform_sees_all on directory_tenant for select to ${app}
    using (current_setting('app.tenant', true) = 'platform');

create table directory_project (
    tenant text not null,
    project_id uuid not null,
    name text not null,
    opened_by text not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    version bigint not null,
    primary key (tenant, project_id)
);
call tenant_table('directory_project');

create table directory_user (
    tenant text not null,
    user_id text not null,
    display_name text,
    roles text[] not null,
    registered_at timestamptz not null,
    changed_at timestamptz not null,
    version bigint not null,
    primary key (tenant, user_id)
);
call tenant_table('directory_user');
