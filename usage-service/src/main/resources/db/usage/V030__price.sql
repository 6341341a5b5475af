-- Prices as the catalogue last said them, and what they make us do. Only the processor reads them: what a caller sees of
-- a price stands in the lines of a ledger entry.
CREATE TABLE copy_price (
    tenant           text   NOT NULL,
    price_id         uuid   NOT NULL,
    provider_type    text   NOT NULL,
    configuration_id uuid,
    model_id         text   NOT NULL,
    price            jsonb  NOT NULL,
    sequence         bigint NOT NULL,
    PRIMARY KEY (tenant, price_id)
);
CREATE INDEX copy_price_model ON copy_price (provider_type, model_id);

-- Grows with every change of copy_price: who holds prices in memory compares it first.
CREATE TABLE price_generation (
    single     boolean PRIMARY KEY DEFAULT true CHECK (single),
    generation bigint  NOT NULL
);
INSERT INTO price_generation (generation) VALUES (0);

-- What is to be rated again because a price came or changed: at most one task per model, worked off in pages.
CREATE TABLE rating_task (
    task_id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant           text        NOT NULL,
    provider_type    text        NOT NULL,
    configuration_id uuid,
    model_id         text        NOT NULL,
    effective_from   timestamptz NOT NULL,
    -- The last attempt looked at; null before the first page.
    after_request    uuid,
    after_attempt    integer,
    CONSTRAINT rating_task_per_model UNIQUE NULLS NOT DISTINCT (tenant, provider_type, configuration_id, model_id)
);

CALL tenant_table('copy_price');
CALL tenant_table('rating_task');
REVOKE ALL ON copy_price, rating_task, price_generation FROM ${app};
REVOKE INSERT, DELETE ON price_generation FROM ${processor};
