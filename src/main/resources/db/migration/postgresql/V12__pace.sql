-- What servers bear, over all workers; and of partitions, since when their target mailboxes are there.

CREATE TABLE ENDPOINT_PACE (
    ADDRESS VARCHAR(400) NOT NULL PRIMARY KEY,          -- kind, host and port, in lower case
    MESSAGES DOUBLE PRECISION DEFAULT 0 NOT NULL,       -- may go at once; below zero: owed
    MESSAGES_AT TIMESTAMPTZ DEFAULT TIMESTAMPTZ '1970-01-01 00:00:00+00:00' NOT NULL, -- when that was so
    BYTES DOUBLE PRECISION DEFAULT 0 NOT NULL,
    BYTES_AT TIMESTAMPTZ DEFAULT TIMESTAMPTZ '1970-01-01 00:00:00+00:00' NOT NULL,
    COMPLAINT BIGINT DEFAULT 0 NOT NULL,                -- rises with each
    IN_A_ROW INTEGER DEFAULT 0 NOT NULL,                -- complaints since something went through
    THROTTLED_SINCE TIMESTAMPTZ,                        -- the first of these; null: something went through
    PAUSED_UNTIL TIMESTAMPTZ DEFAULT TIMESTAMPTZ '1970-01-01 00:00:00+00:00' NOT NULL,
    TURNED_AWAY BIGINT DEFAULT 0 NOT NULL,              -- mailboxes, ever
    WORKED TIMESTAMPTZ DEFAULT TIMESTAMPTZ '1970-01-01 00:00:00+00:00' NOT NULL -- when a mailbox was seen at work there last
);
ALTER TABLE PARTITION_LEASE ADD COLUMN MADE TIMESTAMPTZ; -- the target mailbox, by this run; null: it was there before
