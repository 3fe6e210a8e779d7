package org.stagepost.directory;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the journal holds a user's Sieve scripts: like LDIF, but no entry has these attributes. */
public final class ScriptRecord {
    /** The attribute with the name of the active script. */
    public static final String ACTIVE = "activeScript";
    /** The attribute with the text of the one script that is written. */
    public static final String TEXT = "script";
    /** The name of that script. */
    public static final String NAME = "stagepost-forward";

    private ScriptRecord() {}

    /** Only base64 ({@code name:: value}) is written for scripts. */
    static boolean isOf(DirectoryChange change) {
        return change.before().startsWith("dn:: ")
                && Stream.concat(values(change.before()), values(change.after()))
                        .findAny()
                        .isPresent()
                && Stream.concat(values(change.before()), values(change.after()))
                        .allMatch(line -> line.startsWith(ACTIVE + ":: ") || line.startsWith(TEXT + ":: "));
    }

    private static Stream<String> values(String record) {
        return record.lines().skip(1);
    }

    /** What makes the change by hand, with a ManageSieve client. */
    static String comments(DirectoryChange change) {
        String was = value(change.before(), ACTIVE).orElse("none");
        String active = value(change.after(), ACTIVE).orElse("none");
        Optional<String> had = value(change.before(), TEXT);
        Optional<String> has = value(change.after(), TEXT);
        return "# Sieve scripts of " + printable(change.entry()) + ", which LDIF cannot change:\n"
                + (active.equals(was) ? "" : "# active script: " + active + " (was " + was + ")\n")
                + (had.isPresent() && has.isEmpty() ? "# script " + NAME + " is deleted\n" : "")
                + has.filter(text -> !has.equals(had)).map(ScriptRecord::text).orElse("")
                + '\n';
    }

    private static String text(String script) {
        return "# script " + NAME + " becomes:\n"
                + script.lines().map(line -> "#   " + printable(line) + "\n").collect(Collectors.joining());
    }

    private static Optional<String> value(String record, String name) {
        String head = name + ":: ";
        return values(record)
                .filter(line -> line.startsWith(head))
                .map(line ->
                        new String(Base64.getDecoder().decode(line.substring(head.length())), StandardCharsets.UTF_8))
                .map(text -> name.equals(ACTIVE) ? printable(text) : text)
                .findFirst();
    }

    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\\t]]", "?");
    }
}
