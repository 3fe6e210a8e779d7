package org.stagepost.model;

/**
 * What went wrong, how far it reaches and whether waiting helps.
 * One enum feeds skip, retry, exit code, report, log and mail; the hint is the remedy that a report shows.
 */
public enum FailureCode {
    /** APPENDLIMIT, {@code NO [TOOBIG]} or {@code [LIMIT]} (RFC 7889, RFC 5530), or above largeItemLimit's size. */
    ITEM_TOO_LARGE(Reach.ITEM, Retry.NEVER, "Raise the target's message size limit, or leave the item behind."),
    /** The source cannot deliver the item: parse failure, size mismatch, missing body. */
    ITEM_UNREADABLE(Reach.ITEM, Retry.NEVER, "Open the item in the old mailbox; repair or delete it, then run again."),
    /** The target answered NO to this item and to nothing else. */
    ITEM_REFUSED(Reach.ITEM, Retry.NEVER, "See the server's reply; export the item by hand if it matters."),
    /** The item disappeared from the source between listing and reading. */
    ITEM_VANISHED(Reach.ITEM, Retry.NEVER, "The user deleted it during the run; nothing to do."),
    /** {@code [NONEXISTENT]}: the source folder disappeared during the run. */
    FOLDER_GONE(Reach.FOLDER, Retry.LATER, "The folder was deleted or renamed during the run; run again."),
    /** The server does not open or list the folder, though it exists. */
    FOLDER_REFUSED(
            Reach.FOLDER,
            Retry.LATER,
            "The server refuses this folder; see its reply, correct rights or repair the folder, then restart."),
    /** The target refuses the folder's name, escaped forms included. */
    FOLDER_NAME_REFUSED(Reach.FOLDER, Retry.NEVER, "Rename the folder in the old mailbox, or exclude it."),
    /** UIDVALIDITY changed: remembered keys of the folder are worthless. */
    FOLDER_REBUILT(Reach.FOLDER, Retry.NOW, "The server rebuilt the folder; it is compared in full."),
    /** {@code [AUTHENTICATIONFAILED]}, {@code [AUTHORIZATIONFAILED]}, or the password is missing. */
    CREDENTIALS_REFUSED(
            Reach.MAILBOX, Retry.NEVER, "Correct the user name or password in the CSV or endpoint, then restart."),
    /** The connection broke again and again while this mailbox was copied, though it could be opened each time. */
    CONNECTION_LOST(Reach.MAILBOX, Retry.LATER, "Restart; if it persists, look at the server's log for this mailbox."),
    /** {@code [INUSE]}: another session holds the mailbox. */
    MAILBOX_BUSY(
            Reach.MAILBOX,
            Retry.LATER,
            "Run again later; if it stays so, check that the mailbox exists and see the server's log."),
    /** The server slows this one mailbox down: too many connections, commands or bytes of its user. */
    MAILBOX_THROTTLED(
            Reach.MAILBOX,
            Retry.LATER,
            "The server limits each user's connections or traffic; restart later (Gmail: after a day)."),
    /** The mailbox does not exist or cannot be opened on the target. */
    MAILBOX_MISSING(Reach.MAILBOX, Retry.LATER, "Create the mailbox on the target, then restart."),
    /** {@code [OVERQUOTA]}, or its plain-text form. */
    TARGET_QUOTA_FULL(Reach.MAILBOX, Retry.LATER, "Raise the quota of the target mailbox, then restart."),
    /** More skipped items than badItemLimit or largeItemLimit allows. */
    ITEM_LIMIT_EXCEEDED(Reach.MAILBOX, Retry.NEVER, "Look at the skipped items; raise badItemLimit or largeItemLimit."),
    /** No entry with this address in the directory. */
    USER_NOT_FOUND(Reach.MAILBOX, Retry.LATER, "Check directory synchronisation and the address, then restart."),
    /** Several entries with this address in the directory. */
    USER_AMBIGUOUS(Reach.MAILBOX, Retry.NEVER, "Remove the address from all entries but one, then restart."),
    /** The CSV names an address that is not the entry's primary one. */
    ADDRESS_NOT_PRIMARY(
            Reach.MAILBOX, Retry.NEVER, "Write the primary address into the CSV, as Exchange Online wants it."),
    /** The target takes no mail for the domain of an address. */
    DOMAIN_NOT_ACCEPTED(
            Reach.MAILBOX, Retry.LATER, "Add the domain at the target, then to acceptedDomains in the job file."),
    /** The entry is of a type that cannot be migrated: group, contact, mail-enabled user at the source. */
    RECIPIENT_TYPE_WRONG(
            Reach.MAILBOX, Retry.NEVER, "Only user and resource mailboxes can be migrated; remove the row."),
    /** Mail is forwarded elsewhere already, or another Sieve script is active. */
    FORWARDING_CONFLICT(
            Reach.MAILBOX,
            Retry.NEVER,
            "End the old forwarding at the source (targetAddress, Sieve script) if it is obsolete, or set replaceForwarding."),
    /** The administrator's own command for a mailbox ended with another exit code than 0, or not in time. */
    MAILBOX_COMMAND_FAILED(
            Reach.MAILBOX,
            Retry.LATER,
            "See what the command said; correct it, or what it works on, then restart: it is run again."),
    /** The last sync of a user who is to be completed ended too long ago. */
    SYNC_TOO_OLD(
            Reach.MAILBOX, Retry.LATER, "Restart: the mailbox is synced again first; or raise completeIfSyncedWithin."),
    /** A run worked on the mailbox while it was verified: what was compared is not what is there now. */
    CHANGED_MEANWHILE(Reach.MAILBOX, Retry.LATER, "Verify again when the batch is at rest."),
    /** What is to be taken back in a directory was changed by somebody else since. */
    ENTRY_CHANGED(
            Reach.MAILBOX, Retry.NEVER, "Look at the entry, and take back by hand what is left; the journal has it."),
    /** The directory answered a change with an error. */
    DIRECTORY_REFUSED(
            Reach.MAILBOX, Retry.NEVER, "Check the rights of the endpoint's login and the directory's policy."),
    /** No connection, connection lost, {@code BYE}, {@code [UNAVAILABLE]}. */
    ENDPOINT_UNREACHABLE(
            Reach.ENDPOINT,
            Retry.LATER,
            "Check network, host and port with `endpoint test` or `batch start --validate-only`, then try again."),
    /** The endpoint's TLS is not accepted: its certificate, its name, its age, or there is none. */
    ENDPOINT_NOT_TRUSTED(
            Reach.ENDPOINT,
            Retry.NEVER,
            "See `endpoint test` or `batch start --validate-only`, which say what is wrong and what to do."),
    /** The job file asks for a mirror, and the target cannot delete single items: no UIDPLUS (RFC 4315). */
    MIRROR_IMPOSSIBLE(
            Reach.ENDPOINT, Retry.NEVER, "Remove mirror from the job file: this target cannot delete single messages."),
    /** The server asks for a slower pace, and went on asking for hours. */
    ENDPOINT_THROTTLED(Reach.ENDPOINT, Retry.LATER, "Restart later, or lower maxConcurrentMigrations."),
    /** The endpoint's own login is refused, or its setting cannot work with this server. */
    ENDPOINT_REFUSED(Reach.ENDPOINT, Retry.NEVER, "Correct the endpoint's login, then try again."),
    /** The token server gives the endpoint's application no access token, or one that opens no mailbox. */
    TOKEN_REFUSED(
            Reach.ENDPOINT,
            Retry.NEVER,
            "Correct the application at the token server or the endpoint's oauth, see `endpoint test` or `batch start --validate-only`, then restart."),
    /** The server broke the protocol or exceeded a limit; the connection was closed. */
    PROTOCOL_VIOLATED(Reach.MAILBOX, Retry.LATER, "Run again; if it persists, report the server's reply."),
    /** LDAP result 51, 52, 81, 91. */
    DIRECTORY_UNREACHABLE(Reach.ENDPOINT, Retry.LATER, "Check the directory server, then try again."),
    /** Faults in the job file; all are listed. */
    JOB_FILE_INVALID(Reach.BATCH, Retry.NEVER, "Correct what is named, then try again."),
    /** The CSV cannot be used at all: header, encoding, size. */
    CSV_INVALID(Reach.BATCH, Retry.NEVER, "Correct the CSV file."),
    /** Faults in the home folder's stagepost.yml, or in the variables that beat it; all are listed. */
    SETTINGS_INVALID(Reach.BATCH, Retry.NEVER, "Correct stagepost.yml in the home folder, or the variable."),
    /** A secret reference that leads nowhere, or to what is no such secret. */
    SECRET_MISSING(Reach.BATCH, Retry.NEVER, "Set the variable, or create or correct the file, then start again."),
    /** The home folder cannot be created, read or written. */
    HOME_UNUSABLE(Reach.BATCH, Retry.NEVER, "Choose another folder with --home, or correct its permissions."),
    /** The PostgreSQL database that is the store cannot be reached, or does not let Stagepost work. */
    STORE_UNUSABLE(
            Reach.BATCH,
            Retry.LATER,
            "Check the database server and stagepost.datasource in stagepost.yml, then start again."),
    /** The broker that tells workers of partitions cannot be reached, or does not let Stagepost work. */
    BROKER_UNREACHABLE(
            Reach.BATCH, Retry.LATER, "Check the broker and stagepost.broker in stagepost.yml, then start again."),
    /** A file of the store is missing, or not what was written. */
    STORE_DAMAGED(
            Reach.BATCH,
            Retry.NEVER,
            "Restore the home folder from a backup, or move it away and run again: mail on the target is recognised."),
    /** Another process runs this batch or owns the home folder. */
    BATCH_ALREADY_RUNNING(Reach.BATCH, Retry.LATER, "Wait until the other run has ended."),
    /** What was asked of the batch cannot be done as it stands. */
    BATCH_NOT_READY(Reach.BATCH, Retry.LATER, "See `batch show` and `user list`."),
    /** No batch of this name. */
    BATCH_UNKNOWN(Reach.BATCH, Retry.NEVER, "See `batch list`."),
    /** A mailbox with which one worker after the other vanished. */
    WORKERS_LOST(
            Reach.MAILBOX,
            Retry.NEVER,
            "See the logs of the workers that are named: memory, or a defect. Then run again, with one worker."),
    /** A worker could not renew its right to a mailbox in time: another one goes on with it. */
    LEASE_LOST(Reach.BATCH, Retry.LATER, "Nothing: another worker goes on with the mailbox."),
    /** An administrator asked the run to stop. */
    STOPPED(Reach.BATCH, Retry.LATER, "Start again to go on."),
    /** Anything not above: a defect of Stagepost. */
    INTERNAL(Reach.MAILBOX, Retry.NEVER, "Please report it with the log file.");

    private final Reach reach;
    private final Retry retry;
    private final String hint;

    FailureCode(Reach reach, Retry retry, String hint) {
        this.reach = reach;
        this.retry = retry;
        this.hint = hint;
    }

    public Reach reach() {
        return reach;
    }

    public Retry retry() {
        return retry;
    }

    /** The remedy, one sentence for an administrator. */
    public String hint() {
        return hint;
    }

    /** The remedy for a failure with this message: TLS that is not accepted has several. */
    public String hint(String message) {
        return this == ENDPOINT_NOT_TRUSTED ? TlsRemedies.of(message).orElse(hint) : hint;
    }
}
