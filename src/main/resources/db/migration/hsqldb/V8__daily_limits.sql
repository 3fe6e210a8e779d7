-- Mailboxes whose servers allow so much a day: what has moved, and until when their users wait.

CREATE TABLE MAILBOX_DAY (
    METER VARCHAR(64) NOT NULL,                         -- SHA-256 of the way, the server and the mailbox
    BEGAN TIMESTAMP(6) WITH TIME ZONE NOT NULL,         -- with the first byte; it lasts 24 hours
    BYTES BIGINT NOT NULL,
    CONSTRAINT MAILBOX_DAY_PK PRIMARY KEY (METER)
);

ALTER TABLE MIGRATION_USER ADD COLUMN RESTS_UNTIL TIMESTAMP(6) WITH TIME ZONE;     -- null: does not rest
