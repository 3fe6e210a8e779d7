package org.stagepost.imap.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.stagepost.credential.Secret;
import org.stagepost.model.MigrationException;

/** Servers have been seen to repeat what they did not understand: takes a secret out of a failure's words. */
final class LoginMask {
    private static final String MASK = "***";
    /** So much of the beginning gives a secret away that was cut off. */
    private static final int TELLING = 8;

    static final String CUT = "…";

    private LoginMask() {}

    /** @param sent what went out inside AUTHENTICATE, in base64 */
    static MigrationException applied(MigrationException failure, Secret secret, List<String> sent) {
        if (secret.isEmpty()) {
            return failure;
        }
        String detail = failure.detail();
        for (String form : forms(secret.reveal(), sent)) {
            detail = withoutBeginning(detail.replace(form, MASK), form);
        }
        return detail.equals(failure.detail()) ? failure : failure.reworded(detail);
    }

    /** What a server said may have been shortened by now: takes out what is left of the form where it was cut. */
    private static String withoutBeginning(String text, String form) {
        for (int length = form.length() - 1; length >= TELLING; length--) {
            String beginning = form.substring(0, length);
            if (text.endsWith(beginning)) {
                return text.substring(0, text.length() - length) + MASK;
            }
            text = text.replace(beginning + CUT, MASK + CUT);
        }
        return text;
    }

    /** The secret in every form that was or may have been sent, the longer ones first. */
    static List<String> forms(String secret, List<String> sent) {
        byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
        Stream<String> plain = Stream.of(
                secret,
                Command.quoted(secret),
                new String(utf8, StandardCharsets.ISO_8859_1),
                Base64.getEncoder().encodeToString(utf8));
        return Stream.concat(plain, sent.stream())
                .flatMap(form -> Stream.of(form, form.replaceAll("=+$", "")))
                .filter(form -> !form.isEmpty())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }
}
