package org.stagepost.cli.events;

/** A field of an event; its name and what it means never change within a schema. */
enum EventField {
    SCHEMA("schema", "number", "1; goes up when a field changes its meaning or disappears, not when one is added"),
    TIME("time", "text", "when it happened, ISO 8601 in UTC"),
    EVENT("event", "text", "which of the events below"),
    BATCH("batch", "text", "name of the batch; empty as long as its job file could not be read"),
    PASS("pass", "number", "of the batch, from 1; 0 as long as it is not known"),
    WORKER("worker", "text", "host and number of the process that writes, HOST:PID"),
    USER("user", "text", "address of the user, as the CSV has it"),
    COPIED_BY(
            "copiedBy",
            "text",
            "worker that copies the mailbox, HOST/PID-DIGITS; absent where the process that runs the batch does"),
    STEP("step", "text", "`importUsers`, `provision`, `initialSync`, …"),
    STATUS("status", "text", "of the user, one of [these](cmdlets.md#states)"),
    FOLDER("folder", "text", "whose items went through last; names joined by `/`, a `/` inside a name is `\\/`"),
    ITEMS("items", "number", "of the mailbox in this run so far; of runEnded: of all mailboxes"),
    BYTES("bytes", "number", "their content"),
    CODE("code", "text", "[failure code](troubleshooting.md)"),
    MESSAGE("message", "text", "for people; its wording may change"),
    RESUMED("resumed", "true or false", "an unfinished pass goes on"),
    ROWS("rows", "number", "of the CSV"),
    PENDING("pending", "number", "users that this run works on"),
    FINDINGS("findings", "list of text", "faults of the CSV's rows and remarks on the job file"),
    UNTIL("until", "text", "until when nothing is copied, ISO 8601 in UTC"),
    EXIT_CODE("exitCode", "number", "of the process that was asked for the run"),
    USERS("users", "number", "of the batch, rows that were left out included"),
    SYNCED("synced", "number", "users that are synced or completed"),
    FAILED("failed", "number", "users that failed, rows that were left out included"),
    STOPPED("stopped", "number", "users that were stopped"),
    SECONDS("seconds", "number", "since the file was opened, with three decimals");

    /** May be absent: nobody. */
    static final String ABSENT = "";

    private final String word;
    private final String type;
    private final String meaning;

    EventField(String word, String type, String meaning) {
        this.word = word;
        this.type = type;
        this.meaning = meaning;
    }

    String word() {
        return word;
    }

    /** As JSON has it, for people. */
    String type() {
        return type;
    }

    String meaning() {
        return meaning;
    }
}
