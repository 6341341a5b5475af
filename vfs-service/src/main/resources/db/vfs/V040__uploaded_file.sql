-- Files of /v1/files, input and output of batches. What is in them lies in content, held under the file's id.
create table uploaded_file (
    tenant text not null,
    file_id uuid not null,
    access_key_id uuid not null,
    name text not null,
    purpose text not null,
    hash text not null,
    bytes bigint not null,
    created_at timestamptz not null,
    primary key (tenant, file_id)
);
create index uploaded_file_by_key on uploaded_file (tenant, access_key_id, file_id);
call tenant_table('uploaded_file');
