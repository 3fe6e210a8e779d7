package org.stagepost.cli;

import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.ProbeRequest;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.MigrationType;
import org.stagepost.migration.UserCsvReader.Expectations;
import org.stagepost.migration.UserRow;
import org.stagepost.model.EmailAddress;

/** What an endpoint that is to be set up is for: the source or the target of a batch. */
final class EndpointRole {
    private final Contexts contexts;
    private final JobFile jobFile;
    private final UserRow row;
    private final String name;

    /** @param row whose mailbox the endpoint is tried with */
    EndpointRole(Contexts contexts, JobFile jobFile, UserRow row, String name) {
        this.contexts = contexts;
        this.jobFile = jobFile;
        this.row = row;
        this.name = name;
    }

    String name() {
        return name;
    }

    EmailAddress address() {
        return row.address();
    }

    boolean isTarget() {
        return !jobFile.source().name().equals(name);
    }

    /** Mail is not copied from a server to itself unless somebody says so. */
    boolean isOtherSide(String host) {
        Endpoint other = isTarget() ? jobFile.source() : jobFile.target();
        return other.host().equalsIgnoreCase(host);
    }

    /** A staged batch's CSV has no logins of the source. */
    boolean allowsRowsToLogIn() {
        return isTarget() || jobFile.type() == MigrationType.IMAP;
    }

    /** True when the CSV has a row that brings its own login. */
    boolean hasRowsThatLogIn() {
        return !contexts.csvReader()
                .read(jobFile.csv(), expectations(true))
                .rows()
                .isEmpty();
    }

    /** False where the mailboxes come into being only when the batch runs. */
    boolean hasMailboxes() {
        return !isTarget() || jobFile.type() == MigrationType.IMAP;
    }

    /** What the test is going to do. */
    String testWords(ProbeRequest test) {
        if (!hasMailboxes()) {
            return "testing without a mailbox: the batch makes them";
        }
        return "testing with the mailbox " + test.mailbox()
                + (isTarget() ? ": a folder and a message are written to it and removed again" : "");
    }

    ProbeRequest test(Endpoint endpoint) {
        return hasMailboxes()
                ? TestMailbox.ofRow(
                        contexts,
                        endpoint,
                        jobFile.csv(),
                        expectations(endpoint.login().as() == LoginAs.USER),
                        isTarget())
                : ProbeRequest.withoutMailbox();
    }

    private Expectations expectations(boolean rowsLogIn) {
        return new Expectations(
                jobFile.type(),
                jobFile.options().allowUnknownColumns(),
                rowsLogIn && !isTarget(),
                rowsLogIn && isTarget(),
                jobFile.options().rowDefaults());
    }
}
