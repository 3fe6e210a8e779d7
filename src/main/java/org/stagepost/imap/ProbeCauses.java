package org.stagepost.imap;

import static org.stagepost.imap.ProbeCause.ANY_STAGE;
import static org.stagepost.imap.ProbeCause.ANY_WORDS;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.imap.ProbeCause.Failed;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** What the failure of a stage means and what to do about it: a table, of which the first row that fits counts. */
final class ProbeCauses {
    /** In plain language. @param meaning empty when the stage's detail says it */
    record Cause(String meaning, String remedy) {}

    private static final int LONGEST_MATCHED = 4000;
    private static final int MOST_CAUSES = 8;

    private static final ProbeCause THROTTLED = ProbeCause.row(
            ANY_STAGE,
            failed -> failed.is(FailureCode.ENDPOINT_THROTTLED, FailureCode.MAILBOX_THROTTLED),
            ANY_WORDS,
            "The server asks for a slower pace: too many connections, logins or bytes lately.",
            "Wait some minutes and test again; for a run, lower maxConcurrentMigrations.");

    private static final List<ProbeCause> TABLE = Stream.of(
                    List.of(THROTTLED), ConnectionCauses.TABLE, LoginCauses.TABLE, MailboxCauses.TABLE)
            .flatMap(List::stream)
            .toList();

    private final Endpoint endpoint;
    private final Optional<MailboxLogin> login;

    ProbeCauses(Endpoint endpoint, Optional<MailboxLogin> login) {
        this.endpoint = endpoint;
        this.login = login;
    }

    Cause of(String stage, MigrationException failure) {
        Failed failed = new Failed(endpoint, login, stage, failure);
        String said = words(failure);
        return TABLE.stream()
                .filter(row -> row.matches(failed, said))
                .findFirst()
                .map(row -> new Cause(filled(row.meaning()), filled(row.remedy())))
                .orElseGet(() -> new Cause("", failure.hint()));
    }

    /** The failure's words and those of what caused it; a server may fill pages. */
    private static String words(MigrationException failure) {
        StringBuilder words = new StringBuilder(failure.detail());
        @Nullable Throwable cause = failure.getCause();
        for (int i = 0; i < MOST_CAUSES && cause != null; i++, cause = cause.getCause()) {
            words.append('\n').append(cause);
        }
        return words.substring(0, Math.min(LONGEST_MATCHED, words.length()));
    }

    private String filled(String text) {
        return text.replace("{host}", endpoint.host())
                .replace("{port}", String.valueOf(endpoint.port()))
                .replace(
                        "{clock}", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .replace(
                        "{login}",
                        login.map(some -> some.mailbox() + some.separator() + some.loginUser())
                                .orElse(""));
    }
}
