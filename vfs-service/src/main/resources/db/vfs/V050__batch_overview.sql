-- Read model of progress/: batches and where they are. How many lines are done is counted in batch_line until the end.
create table batch_overview (
    tenant text not null,
    batch_id uuid not null,
    access_key_id uuid not null,
    endpoint text not null,
    input_file_id uuid not null,
    metadata jsonb not null,
    status text not null,
    total integer not null,
    completed integer not null,
    failed integer not null,
    output_file_id uuid,
    error_file_id uuid,
    faults jsonb not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    started_at timestamptz,
    cancelling_at timestamptz,
    finalizing_at timestamptz,
    ended_at timestamptz,
    primary key (tenant, batch_id)
);
create index batch_overview_by_key on batch_overview (tenant, access_key_id, batch_id);
call tenant_table('batch_overview');
