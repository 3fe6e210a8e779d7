-- Who reaches the servers of a run: what fails for one worker alone is not the run's failure.

ALTER TABLE WORKER ADD COLUMN OPENED TIMESTAMPTZ;                            -- the last mailbox whose connections stood
ALTER TABLE WORKER ADD COLUMN OPENED_IN VARCHAR(1000) DEFAULT '' NOT NULL;     -- its job executions, each between two spaces
ALTER TABLE PARTITION_LEASE ADD COLUMN REFUSED_BY VARCHAR(4000) DEFAULT '' NOT NULL; -- workers that do not reach its servers
