-- The workers that were heard of, and which of them can read what a manager offers.

CREATE TABLE WORKER (
    WORKER_ID VARCHAR(128) NOT NULL PRIMARY KEY,        -- HOST/PID
    WORKER_VERSION VARCHAR(64) NOT NULL,
    CAPACITY INTEGER NOT NULL,                          -- mailboxes at a time
    STARTED TIMESTAMPTZ NOT NULL,
    HEARTBEAT TIMESTAMPTZ NOT NULL,                    -- by the clock of the database, as all times here
    DRAINING BOOLEAN DEFAULT FALSE NOT NULL,
    REFUSED BIGINT DEFAULT 0 NOT NULL                   -- messages left to workers of another version
);

ALTER TABLE PARTITION_LEASE ADD COLUMN MANAGER_FORMAT VARCHAR(64) DEFAULT '' NOT NULL;
