-- Work of running/: the lines of batches that run. A line's result is here before the line counts as done; all go when
-- the batch has its files.
create table batch_line (
    tenant text not null,
    batch_id uuid not null,
    number integer not null,
    custom_id text not null,
    body text not null,
    good boolean,
    result text,
    primary key (tenant, batch_id, number)
);
create index batch_line_waiting on batch_line (tenant, batch_id, number) where good is null;
call tenant_table('batch_line');
