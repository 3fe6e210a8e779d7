package org.stagepost.persistence.postgresql;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.stagepost.migration.StoreSettings;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** What failures of a PostgreSQL server mean, by SQLSTATE (PostgreSQL's manual, appendix A). */
final class PostgresFailures {
    private final StoreSettings settings;

    PostgresFailures(StoreSettings settings) {
        this.settings = settings;
    }

    /** STORE_UNUSABLE: no connection can be had. */
    MigrationException unreachable(SQLException e) {
        return unusable(whyUnreachable(e), e);
    }

    MigrationException unusable(String why, @Nullable Exception cause) {
        return new MigrationException(FailureCode.STORE_UNUSABLE, "the " + settings.place() + ": " + why, cause);
    }

    private String whyUnreachable(SQLException e) {
        return switch (state(e)) {
            case "28P01", "28000" -> "the login of " + settings.user() + " is refused: " + words(e);
            case "08004" -> whyNoTls(words(e)).orElseGet(() -> "the connection is refused: " + words(e));
            case "42501" -> words(e);
            case "3D000" -> "there is no such database";
            case "53300" -> "the server has no connection left: " + words(e);
            case "57P03" -> "the server is starting or stopping: " + words(e);
            default -> whyNoConnection(e);
        };
    }

    private static String whyNoConnection(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "the host is unknown";
            }
            if (cause instanceof ConnectException) {
                return "no connection: " + cause.getMessage();
            }
            if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
                return "no answer";
            }
            if (cause instanceof CertificateExpiredException) {
                return "its certificate has expired";
            }
            if (cause instanceof CertPathBuilderException) {
                return "its certificate is of no authority that is trusted here: name that authority's file as caFile";
            }
        }
        return whyNoTls(words(e)).orElseGet(() -> whyElse(e));
    }

    /** The driver's own exceptions differ only in their words. */
    private static Optional<String> whyNoTls(String words) {
        if (words.contains("does not support SSL")) {
            return Optional.of("it offers no TLS: turn ssl on there, or name sslmode=disable in the address where"
                    + " nobody can listen");
        }
        return words.contains("could not be verified")
                ? Optional.of("its certificate is for another name: " + words)
                : Optional.empty();
    }

    private static String whyElse(SQLException e) {
        String words = words(e);
        return words.contains("targetServerType")
                ? "it can only be read: a standby, or its transactions are read-only"
                : "no connection: "
                        + NestedExceptionUtils.getMostSpecificCause(e).getMessage();
    }

    /** STORE_UNUSABLE, STORE_DAMAGED, or the exception itself: then it is a defect. */
    RuntimeException explained(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof MigrationException known) {
                return known;
            }
            if (cause instanceof SQLException sql) {
                return explained(thrown, sql);
            }
        }
        return thrown;
    }

    private RuntimeException explained(RuntimeException thrown, SQLException sql) {
        String state = state(sql);
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08", "57", "58", "" ->
                unusable("the connection was lost, or a statement took too long: " + words(sql), thrown);
            case "53" -> unusable("the server is out of space or memory: " + words(sql), thrown);
            case "25", "42", "55" ->
                state.equals("25006") || state.equals("42501") || state.equals("55P03")
                        ? unusable(words(sql), thrown)
                        : thrown;
            case "XX" ->
                new MigrationException(
                        FailureCode.STORE_DAMAGED, "the " + settings.place() + " is damaged: " + words(sql), thrown);
            default -> thrown;
        };
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    private static String words(SQLException e) {
        return String.valueOf(e.getMessage()).replace("FATAL: ", "").replace("ERROR: ", "");
    }
}
