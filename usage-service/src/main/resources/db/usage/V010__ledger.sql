-- The ledger: one row per attempt at a provider, and one more for every later change of its cost. Rows are only ever
-- added: nobody has UPDATE or DELETE. Partitioned by the time inside the request id (UUIDv7), one partition a month.
CREATE TABLE ledger_entry (
    tenant              text        NOT NULL,
    request_id          uuid        NOT NULL,
    attempt             integer     NOT NULL CHECK (attempt > 0),
    entry_no            integer     NOT NULL CHECK (entry_no >= 0),
    reason              text        NOT NULL CHECK (reason IN ('ATTEMPT', 'PRICE_ARRIVED', 'PRICE_CORRECTED')),
    last_attempt        boolean     NOT NULL,
    project_id          uuid,
    user_id             text,
    access_key_id       uuid        NOT NULL,
    tags                jsonb       NOT NULL,
    operation           text        NOT NULL,
    dialect             text        NOT NULL,
    streamed            boolean     NOT NULL,
    route               text,
    model_asked         text        NOT NULL,
    configuration_id    uuid        NOT NULL,
    provider_type       text        NOT NULL,
    credential_id       uuid,
    model_sent          text        NOT NULL,
    model_answered      text,
    outcome             text        NOT NULL CHECK (outcome IN ('SUCCEEDED', 'FAILED', 'CANCELLED', 'INTERRUPTED')),
    failure             text,
    upstream_status     integer,
    upstream_request_id text,
    tier                text        NOT NULL,
    -- Units by kind as the record said; empty in adjustments, so that sums over entries count nothing twice.
    meters              jsonb       NOT NULL,
    token_count         numeric     NOT NULL,
    estimated           boolean     NOT NULL,
    opened_at           timestamptz NOT NULL,
    closed_at           timestamptz NOT NULL,
    first_token_micros  bigint,
    duration_micros     bigint      NOT NULL CHECK (duration_micros >= 0),
    shown_cost          numeric(38, 18),
    shown_currency      text,
    shown_price_ids     uuid[]      NOT NULL,
    -- How the attempt stands after this entry.
    rating              text        NOT NULL CHECK (rating IN ('PRICED', 'UNPRICED')),
    -- +1 where this entry leaves the attempt without a price, -1 where it ends that, else 0.
    unpriced_change     smallint    NOT NULL,
    -- In the first entry the cost, in an adjustment the difference to what stood before.
    cost                numeric(38, 18),
    currency            text CHECK (currency ~ '^[A-Z]{3}$'),
    cost_lines          jsonb       NOT NULL,
    price_ids           uuid[]      NOT NULL,
    rated_at            timestamptz NOT NULL,
    PRIMARY KEY (request_id, attempt, entry_no),
    CHECK ((outcome = 'SUCCEEDED') = (failure IS NULL)),
    CHECK ((cost IS NULL) = (currency IS NULL)),
    CHECK (entry_no > 0 OR (rating = 'PRICED') = (cost IS NOT NULL)),
    CHECK (entry_no = 0 OR cost IS NOT NULL),
    CHECK ((entry_no = 0) = (reason = 'ATTEMPT'))
) PARTITION BY RANGE (request_id);

-- Reports and lists of one tenant, in the order of time.
CREATE INDEX ledger_entry_tenant_time ON ledger_entry (tenant, opened_at, request_id, attempt, entry_no);
-- Rating again what a model's new price concerns.
CREATE INDEX ledger_entry_model ON ledger_entry (model_sent, provider_type, request_id, attempt) WHERE entry_no = 0;

-- Takes what has no month of its own (a request id from a wrong clock), so that nothing is ever refused.
CREATE TABLE ledger_entry_default PARTITION OF ledger_entry DEFAULT;
ALTER TABLE ledger_entry_default ENABLE ROW LEVEL SECURITY;

CALL tenant_table('ledger_entry');
REVOKE ALL ON ledger_entry, ledger_entry_default FROM ${app}, ${processor};
GRANT SELECT ON ledger_entry TO ${app};
GRANT SELECT, INSERT ON ledger_entry TO ${processor};

-- The lowest request id of a moment: 48 bits of milliseconds, then zeros.
CREATE FUNCTION ledger_first_id(moment timestamptz) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes a month's partition if it is missing; true when it was. Runs as the owner, because only the owner may make
-- tables. Rows that strayed into the default partition move along. Row-level security is enabled and not forced on
-- partitions: they have no policies and no grants, so nobody but the owner reads them other than through the parent.
CREATE FUNCTION ledger_partition_ensure(month date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    first_day date := date_trunc('month', month)::date;
    partition text := 'ledger_entry_' || to_char(first_day, 'YYYY_MM');
    low uuid := ledger_first_id(first_day::timestamp AT TIME ZONE 'UTC');
    high uuid := ledger_first_id((first_day + interval '1 month') AT TIME ZONE 'UTC');
BEGIN
    PERFORM FROM pg_class WHERE relname = partition AND relnamespace = 'public'::regnamespace;
    IF FOUND THEN
        RETURN false;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('ledger_partition_ensure'));
    PERFORM FROM pg_class WHERE relname = partition AND relnamespace = 'public'::regnamespace;
    IF FOUND THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE ledger_entry INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', partition);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, ${app}, ${processor}', partition);
    EXECUTE format(
        'WITH strayed AS (DELETE FROM ledger_entry_default WHERE request_id >= %L AND request_id < %L RETURNING *)
         INSERT INTO %I SELECT * FROM strayed', low, high, partition);
    EXECUTE format('ALTER TABLE ledger_entry ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition, low, high);
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION ledger_partition_ensure(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_partition_ensure(date) TO ${processor};
