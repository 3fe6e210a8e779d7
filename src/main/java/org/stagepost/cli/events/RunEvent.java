package org.stagepost.cli.events;

import static org.stagepost.cli.events.EventField.BYTES;
import static org.stagepost.cli.events.EventField.CODE;
import static org.stagepost.cli.events.EventField.COPIED_BY;
import static org.stagepost.cli.events.EventField.EXIT_CODE;
import static org.stagepost.cli.events.EventField.FINDINGS;
import static org.stagepost.cli.events.EventField.FOLDER;
import static org.stagepost.cli.events.EventField.ITEMS;
import static org.stagepost.cli.events.EventField.MESSAGE;
import static org.stagepost.cli.events.EventField.PENDING;
import static org.stagepost.cli.events.EventField.RESUMED;
import static org.stagepost.cli.events.EventField.ROWS;
import static org.stagepost.cli.events.EventField.SECONDS;
import static org.stagepost.cli.events.EventField.UNTIL;
import static org.stagepost.cli.events.EventField.USER;

import java.util.List;

/** Something that happens in a run, and the fields that tell of it, all of them each time. */
enum RunEvent {
    RUN_STARTED("runStarted", "a pass begins or goes on; again when users have rested or are tried again", RESUMED),
    USERS_IMPORTED("usersImported", "the CSV was read", ROWS, PENDING, FINDINGS),
    STEP("step", "a step of the run begins", EventField.STEP),
    USER_STARTED("userStarted", "the sync of a user's mailbox begins", USER, COPIED_BY),
    PLANNED("planned", "work was found in a mailbox; at most once a second", USER, ITEMS, BYTES, COPIED_BY),
    COMMITTED(
            "committed",
            "items of a mailbox are through; at most once a second",
            USER,
            FOLDER,
            ITEMS,
            BYTES,
            COPIED_BY),
    FAILED("failed", "a user failed; userEnded follows", USER, CODE, MESSAGE, COPIED_BY),
    USER_ENDED(
            "userEnded",
            "a user is through, failed, stopped or waits again",
            USER,
            EventField.STATUS,
            ITEMS,
            BYTES,
            MESSAGE,
            COPIED_BY),
    SLOWED_DOWN("slowedDown", "a server gets a pause", MESSAGE),
    NOTICE("notice", "the administrator should know, as that no worker is there, or that one has come", MESSAGE),
    WAITING("waiting", "nothing is copied for a while", UNTIL),
    STOPPING("stopping", "somebody stopped the run: every mailbox ends at its next slice"),
    RUN_ENDED(
            "runEnded",
            "the last line of a run that was not killed",
            EXIT_CODE,
            MESSAGE,
            EventField.USERS,
            EventField.SYNCED,
            EventField.FAILED,
            EventField.STOPPED,
            ITEMS,
            BYTES,
            SECONDS);

    /** Of every event. */
    static final List<EventField> COMMON = List.of(
            EventField.SCHEMA, EventField.TIME, EventField.EVENT, EventField.BATCH, EventField.PASS, EventField.WORKER);

    private final String word;
    private final String meaning;
    private final List<EventField> fields;

    RunEvent(String word, String meaning, EventField... fields) {
        this.word = word;
        this.meaning = meaning;
        this.fields = List.of(fields);
    }

    String word() {
        return word;
    }

    String meaning() {
        return meaning;
    }

    /** Without the common ones, in the order of the line. */
    List<EventField> fields() {
        return fields;
    }
}
