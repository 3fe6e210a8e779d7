package org.stagepost.directory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.stagepost.model.EmailAddress;

/**
 * One change of one entry, as LDIF (RFC 2849).
 *
 * @param user for whom it is made
 * @param address one of the entry's own, by which it is known again
 * @param before the touched attributes before the change; passwords are left out
 * @param after the touched attributes after it; passwords are left out
 * @param password a password was set besides
 */
public record DirectoryChange(
        EmailAddress user,
        String endpoint,
        String entry,
        EmailAddress address,
        Action action,
        String before,
        String after,
        boolean password) {
    /** Of an entry that has the user's address. */
    public DirectoryChange(
            EmailAddress user,
            String endpoint,
            String entry,
            Action action,
            String before,
            String after,
            boolean password) {
        this(user, endpoint, entry, user, action, before, after, password);
    }

    public DirectoryChange forUser(EmailAddress other) {
        return new DirectoryChange(other, endpoint, entry, address, action, before, after, password);
    }

    /** What a change was for. */
    public enum Action {
        CONVERT,
        FORWARD,
        COMPLETE,
        /** Takes another one back. */
        UNDO;

        /** As the journal and views have it: {@code convert}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The change record (RFC 2849) that does it: deletes the values that go, adds those that come. For Sieve scripts,
     * comments that say the same.
     */
    public String toLdif() {
        if (ScriptRecord.isOf(this)) {
            return ScriptRecord.comments(this);
        }
        Map<String, List<String>> had = byAttribute(before);
        Map<String, List<String>> has = byAttribute(after);
        Set<String> names = new LinkedHashSet<>(had.keySet());
        names.addAll(has.keySet());
        StringBuilder ldif = new StringBuilder();
        before.lines().findFirst().ifPresent(dn -> ldif.append(dn).append("\nchangetype: modify\n"));
        for (String name : names) {
            append(ldif, "delete", name, without(had, has, name));
            append(ldif, "add", name, without(has, had, name));
        }
        return ldif.append('\n').toString();
    }

    /** Lines of values by the name before their colon. */
    private static Map<String, List<String>> byAttribute(String entry) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        entry.lines().skip(1).filter(line -> line.indexOf(':') > 0).forEach(line -> values.computeIfAbsent(
                        line.substring(0, line.indexOf(':')), name -> new ArrayList<>())
                .add(line));
        return values;
    }

    private static List<String> without(Map<String, List<String>> some, Map<String, List<String>> others, String name) {
        List<String> left = new ArrayList<>(some.getOrDefault(name, List.of()));
        left.removeAll(others.getOrDefault(name, List.of()));
        return left;
    }

    private static void append(StringBuilder ldif, String operation, String name, List<String> lines) {
        if (!lines.isEmpty()) {
            ldif.append(operation).append(": ").append(name).append('\n');
            lines.forEach(line -> ldif.append(line).append('\n'));
            ldif.append("-\n");
        }
    }
}
