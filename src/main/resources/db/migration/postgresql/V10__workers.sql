-- Partitions that workers on other machines take, and who takes them.

CREATE TABLE PARTITION_LEASE (
    STEP_EXECUTION_ID BIGINT NOT NULL PRIMARY KEY,
    JOB_EXECUTION_ID BIGINT NOT NULL,
    USER_ID BIGINT NOT NULL,
    BEGAN TIMESTAMPTZ NOT NULL,                        -- the run: what has its time by then is due in it
    STATE VARCHAR(16) NOT NULL,                         -- OFFERED, TAKEN, REVOKED, ENDED
    EPOCH BIGINT DEFAULT 0 NOT NULL,                    -- rises with each take
    HOLDER VARCHAR(128) DEFAULT '' NOT NULL,            -- empty: nobody
    RUNS_OUT TIMESTAMPTZ,                               -- of the holder, unless it is renewed
    SENT TIMESTAMPTZ,                                   -- the last message about it; null: none yet
    TAKERS VARCHAR(4000) DEFAULT '' NOT NULL,           -- who let it run out since the last progress, each with a space behind
    MAILBOX VARCHAR(64),                                -- SHA-256 of the target that the holder copies into
    STOP_ASKED BOOLEAN DEFAULT FALSE NOT NULL,
    SETTINGS BIGINT DEFAULT 0 NOT NULL,                 -- changes when they do
    ENDING VARCHAR(16) DEFAULT '' NOT NULL,             -- in the words of Spring Batch
    READ_COUNT BIGINT DEFAULT 0 NOT NULL,
    WRITE_COUNT BIGINT DEFAULT 0 NOT NULL,
    COMMIT_COUNT BIGINT DEFAULT 0 NOT NULL,
    ROLLBACK_COUNT BIGINT DEFAULT 0 NOT NULL,
    FAILURE_CODE VARCHAR(64) DEFAULT '' NOT NULL,       -- of more than the user; empty: none
    FAILURE_TEXT VARCHAR(4000) DEFAULT '' NOT NULL,
    WARNINGS TEXT DEFAULT '' NOT NULL                   -- one a line
);
CREATE INDEX PARTITION_LEASE_EXECUTION ON PARTITION_LEASE (JOB_EXECUTION_ID, STATE);
CREATE INDEX PARTITION_LEASE_HOLDER ON PARTITION_LEASE (HOLDER);
CREATE UNIQUE INDEX PARTITION_LEASE_MAILBOX ON PARTITION_LEASE (MAILBOX);
