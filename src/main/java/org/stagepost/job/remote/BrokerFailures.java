package org.stagepost.job.remote;

import jakarta.jms.JMSSecurityException;
import java.util.function.Function;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.BrokerSettings.Security;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** What failures of a broker mean, in words for an administrator. */
final class BrokerFailures {
    private final String place;
    private final String user;
    /** Why there is no answer, where that is no refusal. */
    private final Function<Throwable, String> silence;

    BrokerFailures(BrokerSettings settings) {
        this(settings.place(), settings.user(), thrown -> whyNoAnswer(settings, thrown));
    }

    BrokerFailures(String place, String user, Function<Throwable, String> silence) {
        this.place = place;
        this.user = user;
        this.silence = silence;
    }

    /** BROKER_UNREACHABLE, with the reason; takes up to ten seconds, in which the broker is looked at. */
    MigrationException unreachable(Throwable thrown) {
        return new MigrationException(FailureCode.BROKER_UNREACHABLE, "the " + place + ": " + why(thrown), thrown);
    }

    /** Waiting does not help, a person must. */
    static boolean isRefusal(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof JMSSecurityException) {
                return true;
            }
        }
        return false;
    }

    private String why(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof JMSSecurityException refused) {
                return whyRefused(words(refused));
            }
        }
        return silence.apply(thrown);
    }

    private static String whyNoAnswer(BrokerSettings settings, Throwable thrown) {
        return BrokerProbe.of(settings).fault().orElseGet(() -> whyElse(settings, words(last(thrown))));
    }

    private static String whyElse(BrokerSettings settings, String words) {
        return settings.security() == Security.NONE
                ? "no answer of a broker without TLS: write security: tls if it has TLS, or correct the port: " + words
                : "no answer of a broker: " + words;
    }

    /** The client's own exceptions differ only in their words. */
    private String whyRefused(String words) {
        return words.contains("permission=")
                ? user + " lacks a right there: " + words
                : "the login of " + user + " is refused: correct user or password in stagepost.broker";
    }

    private static Throwable last(Throwable thrown) {
        Throwable last = thrown;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last;
    }

    private static String words(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }
}
