-- Runs that drain, users who were taken out of their batch or moved to another one, and settings of single users.

ALTER TABLE MIGRATION_BATCH ADD COLUMN DRAINING BOOLEAN DEFAULT FALSE NOT NULL;    -- somebody stopped the run; its mailboxes end at their next slice
ALTER TABLE MIGRATION_BATCH ADD COLUMN INTERRUPTED BOOLEAN DEFAULT FALSE NOT NULL; -- stopped by the end of serve; the next one goes on
ALTER TABLE MIGRATION_BATCH ADD COLUMN SOURCE_SERVER VARCHAR(2000) DEFAULT '' NOT NULL; -- address of the source endpoint; empty: not known

ALTER TABLE MIGRATION_USER ADD COLUMN REMOVED BOOLEAN DEFAULT FALSE NOT NULL;      -- stays out, even if the CSV has the row

-- Settings of the user alone, which beat those of the batch; null: as the batch says.
ALTER TABLE MIGRATION_USER ADD COLUMN START_AFTER TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE MIGRATION_USER ADD COLUMN COMPLETE_AFTER TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE MIGRATION_USER ADD COLUMN BAD_ITEM_LIMIT BIGINT;                       -- -1 for unlimited
ALTER TABLE MIGRATION_USER ADD COLUMN LARGE_ITEM_LIMIT BIGINT;

-- Which two mailboxes the journal is of; empty: not known, whichever they are now.
ALTER TABLE MIGRATION_USER ADD COLUMN MAILBOXES TEXT DEFAULT '' NOT NULL;

-- A user is looked for in all batches.
CREATE INDEX MIGRATION_USER_BY_ADDRESS ON MIGRATION_USER (ADDRESS_KEY);
