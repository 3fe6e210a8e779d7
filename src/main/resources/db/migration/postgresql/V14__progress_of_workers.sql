-- Whether mailboxes come through at a worker: where another one reaches no server at all, that one is at fault.

ALTER TABLE WORKER ADD COLUMN PROGRESSED TIMESTAMPTZ;                        -- null: not yet
ALTER TABLE WORKER ADD COLUMN PROGRESSED_IN VARCHAR(1000) DEFAULT '' NOT NULL; -- the job executions, each between two spaces
