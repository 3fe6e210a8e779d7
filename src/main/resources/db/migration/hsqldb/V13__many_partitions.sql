-- With many mailboxes in a batch, who asks for those that are under way gets them without looking at the others.

CREATE INDEX MIGRATION_USER_BY_STATUS ON MIGRATION_USER (BATCH_NAME, USER_STATUS);
