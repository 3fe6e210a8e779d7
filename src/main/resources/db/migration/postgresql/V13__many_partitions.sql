-- With a hundred thousand mailboxes in a batch, what a manager asks at each look touches only those that are under way.

-- Partitions that workers have been told of and nobody holds: the others of the batch still wait for a place.
CREATE INDEX PARTITION_LEASE_TOLD ON PARTITION_LEASE (JOB_EXECUTION_ID)
    WHERE STATE = 'OFFERED' AND (SENT IS NOT NULL OR EPOCH > 0);
CREATE INDEX MIGRATION_USER_BY_STATUS ON MIGRATION_USER (BATCH_NAME, USER_STATUS);
