-- Items that have their copies in other folders, which show them, too.
ALTER TABLE FOLDER_JOURNAL ADD COLUMN ITEMS_LABELLED BIGINT DEFAULT 0 NOT NULL;
