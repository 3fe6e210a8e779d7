package org.stagepost.imap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.stagepost.imap.wire.ModifiedUtf7;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/**
 * The one seam between wire names and folder paths: hierarchy separator, personal prefix, INBOX in any case and modified
 * UTF-7. What a server cannot store is written as {@code =XX} per UTF-8 byte (not {@code %XX}: Cyrus and James refuse
 * that), and a name that looks like such an escape is escaped itself, so that two names never become one.
 */
public final class ImapFolderNames {
    private static final String INBOX = "INBOX";
    private static final String FLAT = "/";

    private final String separator;
    private final String prefix;
    private final String inbox;

    private ImapFolderNames(String separator, String prefix, String inbox) {
        this.separator = separator.isEmpty() ? FLAT : separator;
        this.prefix = prefix;
        this.inbox = inbox;
    }

    /**
     * @param separator empty for a server without hierarchy; paths are then joined all the same, to one flat name
     * @param prefix of the user's own folders, separator included ({@code INBOX.}); often empty
     */
    public static ImapFolderNames personal(String separator, String prefix) {
        return new ImapFolderNames(separator, prefix, INBOX);
    }

    /**
     * @param userRoot path of the user's folders inside the server's; that folder itself is the inbox
     * @throws MigrationException MAILBOX_MISSING when it can be no folder's path
     */
    public static ImapFolderNames below(String separator, String userRoot) {
        String joint = separator.isEmpty() ? FLAT : separator;
        String root = Arrays.stream(userRoot.split("/+"))
                .filter(part -> !part.isEmpty())
                .map(ModifiedUtf7::encode)
                .collect(Collectors.joining(joint));
        // a wildcard would list the folders of others
        if (root.isEmpty() || userRoot.chars().anyMatch(c -> c == '*' || c == '%' || Character.isISOControl(c))) {
            throw new MigrationException(
                    FailureCode.MAILBOX_MISSING,
                    "UserRoot \"" + escaped(userRoot, Character::isISOControl)
                            + "\" must be a folder's path, without *, % or control characters");
        }
        return new ImapFolderNames(separator, root + joint, root);
    }

    String prefix() {
        return prefix;
    }

    /** The inbox's wire name. */
    String inbox() {
        return inbox;
    }

    /** Paths of listed wire names, each its own: a clash is resolved by escaping the odder of the two. */
    public Map<FolderPath, String> paths(Collection<String> wireNames) {
        Map<FolderPath, String> paths = new TreeMap<>();
        TreeSet<String> odd = new TreeSet<>();
        for (String wire : new TreeSet<>(wireNames)) {
            if (isPlain(wire)) {
                paths.put(path(wire), wire);
            } else {
                odd.add(wire);
            }
        }
        for (String wire : odd) {
            FolderPath path = path(wire);
            for (UnaryOperator<FolderPath> next = this::cautious; paths.containsKey(path); next = this::longer) {
                path = next.apply(path);
            }
            paths.put(path, wire);
        }
        return paths;
    }

    private boolean isPlain(String wire) {
        return wire(path(wire)).equals(wire);
    }

    /** The path that a wire name says; names that are no modified UTF-7 are shown as they are. */
    FolderPath path(String wire) {
        if (wire.equalsIgnoreCase(inbox)) {
            return FolderPath.INBOX;
        }
        String own = wire.regionMatches(true, 0, prefix, 0, prefix.length()) && wire.length() > prefix.length()
                ? wire.substring(prefix.length())
                : wire;
        List<String> names = Arrays.stream(own.split(Pattern.quote(separator), -1))
                .map(ImapFolderNames::decoded)
                .collect(Collectors.toList());
        if (names.size() > 1 && names.get(names.size() - 1).isEmpty()) {
            names.remove(names.size() - 1);
        }
        if (prefix.isEmpty() && names.get(0).equalsIgnoreCase(INBOX)) {
            names.set(0, INBOX);
        }
        names.replaceAll(name -> name.isEmpty() ? "=" : name);
        return new FolderPath(names);
    }

    /** Control characters are shown escaped, so that no report or log line can be forged by a name. */
    private static String decoded(String wire) {
        String text = ModifiedUtf7.decode(wire).orElseGet(() -> unencoded(wire));
        return escaped(text, Character::isISOControl);
    }

    private static String unencoded(String wire) {
        byte[] bytes = wire.getBytes(StandardCharsets.ISO_8859_1);
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : wire;
    }

    /** The wire name of a path that came from {@link #path} or {@link #storable}. */
    String wire(FolderPath path) {
        if (path.isInbox()) {
            return inbox;
        }
        return prefix + path.names().stream().map(ModifiedUtf7::encode).collect(Collectors.joining(separator));
    }

    /** The path under which this server can hold the folder: the same, unless a name holds what it cannot. */
    FolderPath storable(FolderPath path) {
        if (path.isInbox()) {
            return path;
        }
        FolderPath storable = map(path, name -> escaped(guarded(name), c -> separator.indexOf(c) >= 0));
        String first = storable.names().get(0);
        boolean wouldBeInbox = prefix.isEmpty() && first.equalsIgnoreCase(INBOX) && !first.equals(INBOX);
        return wouldBeInbox ? withFirst(storable, hex(first.charAt(0)) + first.substring(1)) : storable;
    }

    /** For a name that the server refused all the same: everything unusual is escaped. */
    FolderPath cautious(FolderPath path) {
        FolderPath own = storable(path);
        return own.isInbox()
                ? longer(own)
                : map(own, name -> escaped(name, c -> !Character.isLetterOrDigit(c) && " -_=".indexOf(c) < 0));
    }

    private FolderPath longer(FolderPath path) {
        int last = path.names().size() - 1;
        List<String> names = new ArrayList<>(path.names());
        names.set(last, names.get(last) + "=");
        return new FolderPath(names);
    }

    private static FolderPath withFirst(FolderPath path, String first) {
        List<String> names = new ArrayList<>(path.names());
        names.set(0, first);
        return new FolderPath(names);
    }

    private static FolderPath map(FolderPath path, UnaryOperator<String> change) {
        return new FolderPath(path.names().stream().map(change).toList());
    }

    /** What looks like an escape and is none. */
    private static String guarded(String name) {
        return name.replaceAll("=(?=[0-9A-F]{2})", "=3D");
    }

    private static String escaped(String name, IntPredicate wanted) {
        StringBuilder result = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (wanted.test(c)) {
                result.append(hex(c));
            } else {
                result.appendCodePoint(c);
            }
        });
        return result.toString();
    }

    private static String hex(int codePoint) {
        StringBuilder result = new StringBuilder();
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            result.append(String.format("=%02X", b));
        }
        return result.toString();
    }
}
