-- What people call the things that reports group by: a mirror for display, nothing depends on it.
CREATE TABLE copy_name (
    tenant   text   NOT NULL,
    kind     text   NOT NULL CHECK (kind IN ('CONFIGURATION', 'PROJECT', 'ACCESS_KEY')),
    id       uuid   NOT NULL,
    name     text   NOT NULL,
    sequence bigint NOT NULL,
    PRIMARY KEY (tenant, kind, id)
);

CALL tenant_table('copy_name');
REVOKE INSERT, UPDATE, DELETE ON copy_name FROM ${app};
