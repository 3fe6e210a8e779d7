package org.stagepost.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An SMTP address as written: dot-atom local part, domain of letters, digits and hyphens (RFC 5321 §4.1.2), at most 254
 * characters. Two addresses that differ only in case are equal, as every mail system in the field treats them.
 */
public record EmailAddress(String value) {
    private static final String ATOM = "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?";
    private static final Pattern SHAPE =
            Pattern.compile(ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");

    public EmailAddress {
        if (!valid(value)) {
            throw new IllegalArgumentException("not an SMTP address");
        }
    }

    /** Empty when the text is no valid address. */
    public static Optional<EmailAddress> parse(String text) {
        return valid(text) ? Optional.of(new EmailAddress(text)) : Optional.empty();
    }

    private static boolean valid(String text) {
        return text.length() <= 254
                && text.indexOf('@') <= 64
                && SHAPE.matcher(text).matches();
    }

    public String localPart() {
        return value.substring(0, value.indexOf('@'));
    }

    public String domain() {
        return value.substring(value.indexOf('@') + 1);
    }

    /** Lower case: the form to compare and to index by. */
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmailAddress address && address.key().equals(key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
