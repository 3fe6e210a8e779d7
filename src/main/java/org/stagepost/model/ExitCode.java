package org.stagepost.model;

import java.util.Arrays;

/** What a process ends with. Unknown numbers mean failure. */
public enum ExitCode {
    /** Every user synced, or the command did what it was asked. */
    SUCCESS(0),
    /** A defect of Stagepost. */
    INTERNAL(1),
    /** Usage or bad input; nothing was started. */
    BAD_INPUT(2),
    /** The batch ran; some users failed. */
    SOME_USERS_FAILED(3),
    /** Stopped; start again to go on. */
    STOPPED(4),
    /** The batch failed: endpoint, directory or database. */
    BATCH_FAILED(5),
    /** Another run holds the batch (EX_TEMPFAIL of sysexits.h, so that cron mails it as temporary). */
    ALREADY_RUNNING(75);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** @throws IllegalArgumentException when there is no such number */
    public static ExitCode ofNumber(int number) {
        return Arrays.stream(values())
                .filter(code -> code.number == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no exit code " + number));
    }

    /** The exit code of a command that ended with this failure. */
    public static ExitCode of(FailureCode code) {
        return switch (code) {
            case JOB_FILE_INVALID,
                    CSV_INVALID,
                    SETTINGS_INVALID,
                    SECRET_MISSING,
                    HOME_UNUSABLE,
                    STORE_DAMAGED,
                    BATCH_UNKNOWN,
                    BATCH_NOT_READY -> BAD_INPUT;
            case BATCH_ALREADY_RUNNING -> ALREADY_RUNNING;
            case STOPPED, LEASE_LOST -> STOPPED;
            case INTERNAL -> INTERNAL;
            case ENDPOINT_UNREACHABLE,
                    ENDPOINT_NOT_TRUSTED,
                    ENDPOINT_THROTTLED,
                    ENDPOINT_REFUSED,
                    TOKEN_REFUSED,
                    STORE_UNUSABLE,
                    BROKER_UNREACHABLE,
                    MIRROR_IMPOSSIBLE,
                    DIRECTORY_UNREACHABLE,
                    DIRECTORY_REFUSED,
                    ADDRESS_NOT_PRIMARY,
                    DOMAIN_NOT_ACCEPTED,
                    SYNC_TOO_OLD,
                    ENTRY_CHANGED -> BATCH_FAILED;
            case ITEM_TOO_LARGE,
                    ITEM_UNREADABLE,
                    ITEM_REFUSED,
                    ITEM_VANISHED,
                    FOLDER_GONE,
                    FOLDER_REFUSED,
                    FOLDER_NAME_REFUSED,
                    FOLDER_REBUILT,
                    CREDENTIALS_REFUSED,
                    CONNECTION_LOST,
                    MAILBOX_BUSY,
                    MAILBOX_THROTTLED,
                    MAILBOX_MISSING,
                    MAILBOX_COMMAND_FAILED,
                    TARGET_QUOTA_FULL,
                    ITEM_LIMIT_EXCEEDED,
                    USER_NOT_FOUND,
                    USER_AMBIGUOUS,
                    RECIPIENT_TYPE_WRONG,
                    FORWARDING_CONFLICT,
                    CHANGED_MEANWHILE,
                    WORKERS_LOST,
                    PROTOCOL_VIOLATED -> SOME_USERS_FAILED;
        };
    }
}
