-- What the ledger comes to per hour: added to in the transaction that adds the entries, and rebuilt from the ledger
-- alone. What an entry has none of (a user, a project, a currency) is the empty text or the zero id, because a key
-- column holds no null.
CREATE SCHEMA usage_read;
GRANT USAGE ON SCHEMA usage_read TO ${app}, ${processor};

CREATE TABLE usage_read.usage_rollup_hour (
    tenant               text        NOT NULL,
    hour                 timestamptz NOT NULL,
    configuration_id     uuid        NOT NULL,
    model                text        NOT NULL,
    user_id              text        NOT NULL,
    project_id           uuid        NOT NULL,
    access_key_id        uuid        NOT NULL,
    currency             text        NOT NULL,
    request_count        bigint      NOT NULL,
    attempt_count        bigint      NOT NULL,
    error_count          bigint      NOT NULL,
    cancelled_count      bigint      NOT NULL,
    unpriced_count       bigint      NOT NULL,
    token_count          numeric     NOT NULL,
    input_tokens         numeric     NOT NULL,
    cached_input_tokens  numeric     NOT NULL,
    cache_write_tokens   numeric     NOT NULL,
    output_tokens        numeric     NOT NULL,
    reasoning_tokens     numeric     NOT NULL,
    audio_input_tokens   numeric     NOT NULL,
    audio_output_tokens  numeric     NOT NULL,
    image_input_tokens   numeric     NOT NULL,
    cost                 numeric(38, 18) NOT NULL,
    latency_count        bigint      NOT NULL,
    latency_micros       numeric     NOT NULL,
    latency_histogram    bigint[]    NOT NULL,
    last_used            timestamptz NOT NULL,
    PRIMARY KEY (tenant, hour, configuration_id, model, user_id, project_id, access_key_id, currency)
);

CREATE TABLE usage_read.usage_rollup_tag_hour (
    tenant               text        NOT NULL,
    hour                 timestamptz NOT NULL,
    tag                  text        NOT NULL,
    tag_value            text        NOT NULL,
    currency             text        NOT NULL,
    request_count        bigint      NOT NULL,
    attempt_count        bigint      NOT NULL,
    error_count          bigint      NOT NULL,
    cancelled_count      bigint      NOT NULL,
    unpriced_count       bigint      NOT NULL,
    token_count          numeric     NOT NULL,
    input_tokens         numeric     NOT NULL,
    cached_input_tokens  numeric     NOT NULL,
    cache_write_tokens   numeric     NOT NULL,
    output_tokens        numeric     NOT NULL,
    reasoning_tokens     numeric     NOT NULL,
    audio_input_tokens   numeric     NOT NULL,
    audio_output_tokens  numeric     NOT NULL,
    image_input_tokens   numeric     NOT NULL,
    cost                 numeric(38, 18) NOT NULL,
    latency_count        bigint      NOT NULL,
    latency_micros       numeric     NOT NULL,
    latency_histogram    bigint[]    NOT NULL,
    last_used            timestamptz NOT NULL,
    PRIMARY KEY (tenant, hour, tag, tag_value, currency)
);

-- Two counts per latency bucket become one.
CREATE FUNCTION usage_read.add_counts(one bigint[], other bigint[]) RETURNS bigint[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT array_agg(coalesce(a, 0) + coalesce(b, 0) ORDER BY place)
    FROM unnest(one, other) WITH ORDINALITY AS pair (a, b, place)
$$;
CREATE AGGREGATE usage_read.sum_counts (bigint[]) (
    SFUNC = usage_read.add_counts, STYPE = bigint[], INITCOND = '{0,0,0,0,0,0,0,0,0}', PARALLEL = SAFE
);

CALL tenant_table('usage_read.usage_rollup_hour');
CALL tenant_table('usage_read.usage_rollup_tag_hour');
GRANT SELECT ON usage_read.usage_rollup_hour, usage_read.usage_rollup_tag_hour TO ${app};
GRANT SELECT, INSERT, UPDATE, DELETE ON usage_read.usage_rollup_hour, usage_read.usage_rollup_tag_hour TO ${processor};
