package org.stagepost.model;

import java.util.regex.Pattern;

/**
 * One process that takes partitions: its host's name, and something that no other process of that host has. 1 to 128
 * letters, digits, dots, hyphens and underscores, and one {@code /} between the two.
 */
public record WorkerId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,96}/[A-Za-z0-9-]{1,31}");

    public WorkerId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a worker is called HOST/NUMBER");
        }
    }

    public String host() {
        return value.substring(0, value.indexOf('/'));
    }

    @Override
    public String toString() {
        return value;
    }
}
