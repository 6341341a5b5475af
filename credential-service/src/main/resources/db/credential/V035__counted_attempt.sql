-- Which attempts were counted as a use of a key: a producer that died before it knew the broker had a record sends it
-- again. Forgotten when the topic has forgotten them too.
create table counted_attempt (
    tenant text not null,
    request_id uuid not null,
    attempt integer not null,
    primary key (tenant, request_id, attempt)
);
call tenant_table('counted_attempt');
