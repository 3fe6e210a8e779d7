package org.stagepost.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.endpoint.TokenGrant.Kind;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * What a token server's refusal (RFC 6749 §5.2) means in plain language; a table, whose first row that fits counts.
 * Entra's numbers first, since its error names tell little; then what Google says; then the standard's names.
 */
final class TokenRefusals {
    /** @param words found in {@code error: error_description} */
    private record Row(Set<Kind> kinds, Pattern words, FailureCode code, String meaning) {
        boolean matches(Kind kind, String text) {
            return kinds.contains(kind) && words.matcher(text).find();
        }
    }

    private static final int LONGEST_WORDS = 300;
    private static final Duration SKEW_WORTH_TELLING = Duration.ofMinutes(2);
    private static final Set<Kind> EVERY = Set.of(Kind.values());
    private static final Set<Kind> SIGNED_IN = Set.of(Kind.REFRESH_TOKEN, Kind.DEVICE_CODE);
    private static final Set<Kind> GOOGLE = Set.of(Kind.SERVICE_ACCOUNT);
    private static final String CLOCK = "the clock of this machine is wrong, or its time zone";
    private static final String SIGN_IN_AGAIN =
            "the refresh token has expired or was revoked: somebody has to sign in again";
    private static final String DELEGATION =
            "the service account may not act for this mailbox: domain-wide delegation is not granted to its client id and"
                    + " this scope (admin console, API controls; it takes up to a day), or there is no such mailbox";

    private static final List<Row> TABLE = List.of(
            entra("7000215", "the client secret is wrong; perhaps the secret's ID was taken instead of its value"),
            entra("7000222", "the client secret has expired: make a new one in the app registration"),
            entra("700016", "the tenant has no application with this client id"),
            entra("90002|900023", "there is no such tenant: check the tenant in tokenUrl"),
            entra("70011|1002012", "the scope has to end in /.default, as https://outlook.office365.com/.default does"),
            entra("500011", "the scope names a service that the tenant does not have"),
            entra("50034", "the tenant has no such user"),
            entra("65001|65004", "nobody consented to the application's permissions: grant admin consent"),
            entra("700027", "the certificate is not registered with the application, or the key is not its own"),
            entra("700024", CLOCK),
            entra(
                    "7000218",
                    "the application wants a client secret or certificate, or to be allowed public client flows"),
            entra("7000112", "the application is disabled in the tenant"),
            entra("70008|700082|700084|50173|70043|50089", SIGN_IN_AGAIN),
            entra("50076|50079|50158", "this sign-in wants a second factor: somebody has to sign in again"),
            entra("53003|53000|53001|530034", "a Conditional Access policy of the tenant blocks this sign-in"),
            row(EVERY, "short-lived token|reasonable timeframe|\\biat\\b.*\\bexp\\b", CLOCK),
            row(
                    GOOGLE,
                    "Invalid JWT Signature",
                    "the account's key was deleted, or is another account's: make a new one"),
            row(GOOGLE, "account not found", "there is no such service account any more"),
            mailbox("Invalid email or User ID|Not a valid email", "there is no such mailbox in the organisation"),
            mailbox("^unauthorized_client|^access_denied", DELEGATION),
            row(SIGNED_IN, "^(access_denied|authorization_declined)", "the sign-in was declined"),
            row(SIGNED_IN, "^expired_token", "nobody signed in while the code was valid"),
            row(SIGNED_IN, "^invalid_grant", SIGN_IN_AGAIN),
            row(EVERY, "^invalid_client|^unauthorized_client\\b.*secret", "client id or client secret is wrong"),
            row(EVERY, "^unauthorized_client", "the application may not use this grant"),
            row(EVERY, "^unsupported_grant_type", "the token server does not know this grant"),
            row(EVERY, "^invalid_scope", "there is no such scope, or the application may not have it"),
            row(EVERY, "^invalid_grant", "what the application proves itself with is not accepted"),
            row(EVERY, "^access_denied", "the application may not have a token"),
            row(EVERY, "", "no token was given"));

    private TokenRefusals() {}

    private static Row entra(String numbers, String meaning) {
        return row(EVERY, "AADSTS(" + numbers + ")\\b", meaning);
    }

    private static Row mailbox(String words, String meaning) {
        return new Row(GOOGLE, Pattern.compile(words), FailureCode.CREDENTIALS_REFUSED, meaning);
    }

    private static Row row(Set<Kind> kinds, String words, String meaning) {
        return new Row(kinds, Pattern.compile(words), FailureCode.TOKEN_REFUSED, meaning);
    }

    /**
     * @param server as messages call it
     * @param asked what was asked, whose secrets the message does not repeat
     * @param who the application or mailbox, for the message
     */
    static MigrationException failure(
            String server, TokenGrant grant, String who, Form asked, TokenAnswer answer, Instant now) {
        String text = words(answer, asked);
        Row row = TABLE.stream()
                .filter(some -> some.matches(grant.kind(), text))
                .findFirst()
                .orElseThrow();
        return new MigrationException(
                row.code(),
                server + " gave no token for " + who + ": " + row.meaning() + skew(answer, now, row) + " (" + text
                        + ")");
    }

    private static String skew(TokenAnswer answer, Instant now, Row row) {
        if (!row.meaning().equals(CLOCK)) {
            return "";
        }
        return answer.date()
                .map(date -> Duration.between(date, now))
                .filter(ahead -> ahead.abs().compareTo(SKEW_WORTH_TELLING) > 0)
                .map(ahead -> "; it is " + ahead.abs().toMinutes() + " minutes "
                        + (ahead.isNegative() ? "behind" : "ahead of") + " the token server's")
                .orElse("");
    }

    /** The first line: Entra goes on with trace numbers and times. */
    private static String words(TokenAnswer answer, Form asked) {
        String error = answer.text("error");
        String description =
                asked.withoutSecrets(answer.text("error_description")).split("[\r\n]| Trace ID:", 2)[0];
        String all = error.isEmpty() ? "HTTP " + answer.status() : error;
        String text = asked.withoutSecrets(description.isEmpty() ? all : all + ": " + description);
        return clean(text.length() > LONGEST_WORDS ? text.substring(0, LONGEST_WORDS) + "..." : text);
    }

    /** What a server says goes to terminals and reports: no control characters, no tricks with direction. */
    static String clean(String text) {
        return text.replaceAll("[\\p{C}\\u2028\\u2029]", " ").strip();
    }
}
