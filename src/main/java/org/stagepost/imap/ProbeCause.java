package org.stagepost.imap;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Security;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * One way in which a stage fails, in plain language.
 *
 * @param stages names with a bar between
 * @param words that the failure or what caused it contains; the JDK's, the servers' and our own
 * @param meaning may hold {@code {host}}, {@code {port}}, {@code {clock}} and {@code {login}}
 * @param remedy likewise
 */
record ProbeCause(String stages, Predicate<Failed> when, Pattern words, String meaning, String remedy) {
    static final String ANY_STAGE = ".*";
    static final String ANY_WORDS = "";

    /** A stage that failed. */
    record Failed(Endpoint endpoint, Optional<MailboxLogin> login, String stage, MigrationException failure) {
        boolean is(FailureCode... codes) {
            return List.of(codes).contains(failure.code());
        }

        boolean logsIn(LoginStyle style) {
            return login.filter(some -> some.style() == style).isPresent();
        }

        boolean isRefused() {
            return is(FailureCode.CREDENTIALS_REFUSED);
        }

        boolean beginsInPlainText() {
            return endpoint.security() != Security.TLS;
        }
    }

    static ProbeCause row(String stages, String words, String meaning, String remedy) {
        return row(stages, failed -> true, words, meaning, remedy);
    }

    static ProbeCause row(String stages, Predicate<Failed> when, String words, String meaning, String remedy) {
        return new ProbeCause(stages, when, Pattern.compile(words, Pattern.CASE_INSENSITIVE), meaning, remedy);
    }

    boolean matches(Failed failed, String said) {
        return failed.stage().matches(stages)
                && when.test(failed)
                && words.matcher(said).find();
    }
}
