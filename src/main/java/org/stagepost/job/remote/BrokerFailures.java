package org.stagepost.job.remote;

import jakarta.jms.JMSSecurityException;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.BrokerSettings.Security;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** What failures of a broker mean, in words for an administrator. */
final class BrokerFailures {
    private final BrokerSettings settings;

    BrokerFailures(BrokerSettings settings) {
        this.settings = settings;
    }

    /** BROKER_UNREACHABLE, with the reason; takes up to ten seconds, in which the broker is looked at. */
    MigrationException unreachable(Throwable thrown) {
        return new MigrationException(
                FailureCode.BROKER_UNREACHABLE, "the " + settings.place() + ": " + why(thrown), thrown);
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
        return BrokerProbe.of(settings).fault().orElseGet(() -> whyElse(words(last(thrown))));
    }

    private String whyElse(String words) {
        return settings.security() == Security.NONE
                ? "no answer of a broker without TLS: write security: tls if it has TLS, or correct the port: " + words
                : "no answer of a broker: " + words;
    }

    /** The client's own exceptions differ only in their words. */
    private String whyRefused(String words) {
        return words.contains("permission=")
                ? settings.user() + " lacks a right there: " + words
                : "the login of " + settings.user() + " is refused: correct user or password in stagepost.broker";
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
