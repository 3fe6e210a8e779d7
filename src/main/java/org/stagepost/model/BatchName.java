package org.stagepost.model;

import java.util.regex.Pattern;

/** A migration batch's name: 1 to 64 letters, digits, hyphens and underscores; safe in paths, mails and job parameters. */
public record BatchName(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public BatchName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a batch name is 1 to 64 letters, digits, - and _");
        }
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
