-- The rule itself, not a read model: one thing has one limit of a measure and window that refuses, and one in the shadow.
CREATE TABLE allowance_claim (
    tenant       text NOT NULL,
    scope        text NOT NULL,
    scope_id     text NOT NULL,
    measure      text NOT NULL,
    -- Empty where the measure has no window.
    window_name  text NOT NULL,
    enforcement  text NOT NULL,
    allowance_id uuid NOT NULL,
    CONSTRAINT allowance_claim_unique PRIMARY KEY (tenant, scope, scope_id, measure, window_name, enforcement)
);
CALL tenant_table('allowance_claim');

-- Read model of allowance/. What was removed stays: whoever still asks for a share of it is told that it is gone.
CREATE TABLE allowance (
    tenant           text        NOT NULL,
    id               uuid        NOT NULL,
    version          bigint      NOT NULL,
    scope            text        NOT NULL,
    scope_id         text        NOT NULL,
    measure          text        NOT NULL,
    amount           bigint      NOT NULL CHECK (amount > 0),
    window_name      text,
    enforcement      text        NOT NULL,
    when_unreachable text        NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    removed_at       timestamptz,
    PRIMARY KEY (tenant, id)
);
-- Gateways ask by id alone, of many tenants at once.
CREATE INDEX allowance_by_id ON allowance (id);
CALL tenant_table('allowance');

-- What limits can be for, as others say it: a limit is never defined for something that is not there, or no longer.
CREATE TABLE copy_subject (
    tenant              text    NOT NULL,
    kind                text    NOT NULL CHECK (kind IN ('PROJECT', 'ACCESS_KEY', 'CONFIGURATION')),
    id                  uuid    NOT NULL,
    name                text    NOT NULL,
    -- Of an access key: whom its calls are made for, and the limit it was issued with.
    user_id             text,
    requests_per_minute bigint,
    ended               boolean NOT NULL,
    sequence            bigint  NOT NULL,
    PRIMARY KEY (tenant, kind, id)
);
CREATE INDEX copy_subject_of_user ON copy_subject (tenant, user_id) WHERE user_id IS NOT NULL;
CREATE INDEX copy_subject_access_key ON copy_subject (id) WHERE kind = 'ACCESS_KEY';
CALL tenant_table('copy_subject');
REVOKE INSERT, UPDATE, DELETE ON copy_subject FROM ${app};

CREATE TABLE copy_model (
    tenant           text    NOT NULL,
    model_key        uuid    NOT NULL,
    configuration_id uuid    NOT NULL,
    model_id         text    NOT NULL,
    model_type       text    NOT NULL,
    ended            boolean NOT NULL,
    sequence         bigint  NOT NULL,
    PRIMARY KEY (tenant, model_key)
);
CREATE INDEX copy_model_by_id ON copy_model (tenant, model_id);
CALL tenant_table('copy_model');
REVOKE INSERT, UPDATE, DELETE ON copy_model FROM ${app};

-- How much of an allowance is given out in a window: one row, changed under its own lock by whoever gives out a share.
CREATE TABLE allowance_window (
    tenant       text   NOT NULL,
    allowance_id uuid   NOT NULL,
    -- Seconds since 1970.
    starts_at    bigint NOT NULL,
    taken        bigint NOT NULL CHECK (taken >= 0),
    PRIMARY KEY (tenant, allowance_id, starts_at)
);
CREATE INDEX allowance_window_age ON allowance_window (starts_at);
CALL tenant_table('allowance_window');
REVOKE INSERT, UPDATE, DELETE ON allowance_window FROM ${app};

-- Who holds how many of the requests that may be served at once; whoever is not heard of until then holds none.
CREATE TABLE allowance_holder (
    tenant       text        NOT NULL,
    allowance_id uuid        NOT NULL,
    holder       uuid        NOT NULL,
    slots        bigint      NOT NULL CHECK (slots >= 0),
    turn         bigint      NOT NULL,
    expires_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant, allowance_id, holder)
);
CALL tenant_table('allowance_holder');
REVOKE INSERT, UPDATE, DELETE ON allowance_holder FROM ${app};
