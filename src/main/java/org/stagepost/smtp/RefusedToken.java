package org.stagepost.smtp;

import jakarta.mail.AuthenticationFailedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server says in base64 why it refuses a token (XOAUTH2: {@code 334} and a JSON error); Angus does not pass it on. */
final class RefusedToken {
    private static final Pattern CHALLENGE = Pattern.compile("334 ([A-Za-z0-9+/=]{4,2000})\\s*");

    private RefusedToken() {}

    /** @param reply the server's last one */
    static AuthenticationFailedException explained(AuthenticationFailedException refusal, @Nullable String reply) {
        Matcher challenge = CHALLENGE.matcher(reply == null ? "" : reply);
        if (!challenge.matches()) {
            return refusal;
        }
        try {
            String error = new String(Base64.getDecoder().decode(challenge.group(1)), StandardCharsets.UTF_8);
            return new AuthenticationFailedException("the server refuses the access token: " + error, refusal);
        } catch (IllegalArgumentException e) {
            return refusal;
        }
    }
}
