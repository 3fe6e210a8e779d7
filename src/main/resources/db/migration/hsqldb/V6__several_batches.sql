-- Runs that drain, users who were taken out of their batch or moved to another one, and settings of single users.

ALTER TABLE MIGRATION_BATCH ADD COLUMN DRAINING BOOLEAN DEFAULT FALSE NOT NULL;    -- somebody stopped the run; its mailboxes end at their next slice
ALTER TABLE MIGRATION_BATCH ADD COLUMN INTERRUPTED BOOLEAN DEFAULT FALSE NOT NULL; -- stopped by the end of serve; the next one goes on

ALTER TABLE MIGRATION_USER ADD COLUMN REMOVED BOOLEAN DEFAULT FALSE NOT NULL;      -- stays out, even if the CSV has the row

-- What beats the settings of the user's batch.
CREATE TABLE USER_SETTING (
    USER_ID BIGINT NOT NULL,
    SETTING_NAME VARCHAR(64) NOT NULL,
    SETTING_VALUE VARCHAR(1000) NOT NULL,
    PRIMARY KEY (USER_ID, SETTING_NAME),
    CONSTRAINT USER_SETTING_USER FOREIGN KEY (USER_ID) REFERENCES MIGRATION_USER (USER_ID)
);

-- A user is looked for in all batches.
CREATE INDEX MIGRATION_USER_BY_ADDRESS ON MIGRATION_USER (ADDRESS_KEY);
