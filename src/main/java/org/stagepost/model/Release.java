package org.stagepost.model;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Stagepost. */
public record Release(String version) {
    private static final Pattern FORMAT = Pattern.compile("(\\d{1,9}\\.\\d{1,9})(?:\\D.*)?");
    private static final int LONGEST = 64;

    public Release {
        if (version.isBlank() || version.length() > LONGEST) {
            throw new IllegalArgumentException("a version has 1 to 64 characters");
        }
    }

    /** Of this process: the jar's manifest knows it. */
    public static Release ofThisProcess() {
        return new Release(
                Objects.requireNonNullElse(Release.class.getPackage().getImplementationVersion(), "unpackaged"));
    }

    /** Major and minor number: what processes of different ones write for each other may differ; the whole where it has none. */
    public String format() {
        Matcher numbers = FORMAT.matcher(version);
        return numbers.matches() ? numbers.group(1) : version;
    }

    @Override
    public String toString() {
        return version;
    }
}
