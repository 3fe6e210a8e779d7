package org.stagepost.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.ProbeRequest;
import org.stagepost.migration.ManageEndpoints;
import org.stagepost.migration.MigrationType;
import org.stagepost.migration.RowDefaults;
import org.stagepost.migration.UserCsv;
import org.stagepost.migration.UserCsvReader.Expectations;
import org.stagepost.model.Finding;
import picocli.CommandLine.Option;

/** The mailbox that an endpoint test opens. */
final class TestMailbox {
    @Option(
            names = "--mailbox",
            paramLabel = "USER",
            defaultValue = "",
            description =
                    "Mailbox that the administrator's login is to open, as the server calls it; of kind sieve, whose "
                            + "scripts it is to list.")
    private String user = "";

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description =
                    "Open the mailbox of the first good row of an IMAP batch's CSV instead, with the row's own login "
                            + "where the endpoint wants that.")
    private @Nullable Path csv;

    @Option(
            names = "--as-target",
            description = "Also write a message to a new folder of that mailbox, and remove both again.")
    private boolean asTarget;

    /** Refuses a CSV without a row to use. */
    ProbeRequest request(Contexts contexts, Endpoint endpoint) {
        boolean hasUsers = endpoint.kind() == EndpointKind.IMAP || endpoint.kind() == EndpointKind.SIEVE;
        if (!hasUsers && (csv != null || asTarget || !user.isEmpty())) {
            throw refused("--mailbox, --csv and --as-target are", endpoint, "leave them out");
        }
        if (asTarget && endpoint.kind() == EndpointKind.SIEVE) {
            throw refused("--as-target is", endpoint, "leave it out: --mailbox lists a user's scripts");
        }
        if (csv == null) {
            return new ProbeRequest(user, asTarget);
        }
        if (!user.isEmpty()) {
            throw new CommandRefused("--mailbox and --csv both name a mailbox", "write one of them");
        }
        boolean users = endpoint.login().as() == LoginAs.USER;
        return ofRow(
                contexts,
                endpoint,
                csv,
                new Expectations(MigrationType.IMAP, true, users && !asTarget, users && asTarget, RowDefaults.NONE),
                asTarget);
    }

    private static CommandRefused refused(String options, Endpoint endpoint, String remedy) {
        return new CommandRefused(
                options + " about mailboxes, and '" + endpoint.name() + "' has none: it is of kind "
                        + endpoint.kind().name().toLowerCase(Locale.ROOT),
                remedy);
    }

    /** That of the first good row; refuses a CSV without one. */
    static ProbeRequest ofRow(
            Contexts contexts, Endpoint endpoint, Path csv, Expectations expectations, boolean asTarget) {
        UserCsv read = contexts.csvReader().read(csv, expectations);
        requireUsable(read);
        return read.rows().stream()
                .findFirst()
                .map(row -> ManageEndpoints.request(endpoint, row, asTarget))
                .orElseThrow(() -> new CommandRefused(csv + " has no row to test with", remedy(read)));
    }

    private static void requireUsable(UserCsv read) {
        read.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.FILE)
                .findFirst()
                .ifPresent(fault -> {
                    String where = fault.where().isEmpty() ? "" : fault.where() + ": ";
                    throw new CommandRefused(read.file() + ": " + where + fault.message(), fault.remedy());
                });
    }

    private static String remedy(UserCsv read) {
        return read.findings().stream()
                .filter(finding -> finding.severity() != Finding.Severity.WARNING)
                .findFirst()
                .map(Finding::toString)
                .orElse("see `csv check`");
    }
}
