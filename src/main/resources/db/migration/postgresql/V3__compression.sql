-- RFC 4978; endpoints that were stored before decide by themselves, like new ones.
ALTER TABLE MIGRATION_ENDPOINT ADD COLUMN COMPRESSION VARCHAR(32) DEFAULT 'AUTO' NOT NULL;
