package org.stagepost.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.stagepost.credential.Secret;

/** Servers have been seen to repeat what they did not understand: takes a login's secret out of their words. */
final class LoginWords {
    private static final String MASK = "***";

    private final List<String> forms;

    /** The secret in every form in which PLAIN, LOGIN and XOAUTH2 send it, the longer ones first. */
    LoginWords(String user, Secret secret) {
        String text = secret.reveal();
        forms = text.isEmpty()
                ? List.of()
                : List.of(
                        base64("user=" + user + "\1auth=Bearer " + text + "\1\1"),
                        base64("\0" + user + "\0" + text),
                        base64(text),
                        text);
    }

    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same failure; where the secret was in it, without it and without what it was made of. */
    MessagingException masked(MessagingException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (!masked(cause.getMessage()).equals(Objects.toString(cause.getMessage(), ""))) {
                String words = masked(failure.getMessage());
                return failure instanceof AuthenticationFailedException
                        ? new AuthenticationFailedException(words)
                        : new MessagingException(words);
            }
        }
        return failure;
    }

    private String masked(@Nullable String words) {
        String result = Objects.toString(words, "");
        for (String form : forms) {
            result = result.replace(form, MASK);
        }
        return result;
    }
}
