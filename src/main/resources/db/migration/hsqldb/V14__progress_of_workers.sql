-- Whether mailboxes come through at a worker: where another one reaches no server at all, that one is at fault.

ALTER TABLE WORKER ADD COLUMN PROGRESSED TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE WORKER ADD COLUMN PROGRESSED_IN VARCHAR(1000) DEFAULT '' NOT NULL;
