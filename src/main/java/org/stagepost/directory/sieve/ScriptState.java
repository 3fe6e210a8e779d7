package org.stagepost.directory.sieve;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.directory.ScriptRecord;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** A user's scripts as far as forwarding goes, as the server has them or as the journal remembers them. */
final class ScriptState {
    private final List<String> names;
    private final String active;
    private final @Nullable String own;

    /**
     * @param names of all scripts; none where the journal remembers
     * @param active which one runs; empty for none
     * @param own the text of ours; empty when there is none
     */
    ScriptState(List<String> names, String active, Optional<String> own) {
        this.names = List.copyOf(names);
        this.active = active;
        this.own = own.orElse(null);
    }

    String active() {
        return active;
    }

    boolean isOwnActive() {
        return active.equals(ForwardScript.NAME);
    }

    boolean has(String name) {
        return name.isEmpty() || names.contains(name);
    }

    Optional<String> own() {
        return Optional.ofNullable(own);
    }

    /** Servers have been seen to change line ends. */
    boolean hasOwn(Optional<String> text) {
        return own().map(ScriptState::plain).equals(text.map(ScriptState::plain));
    }

    private static String plain(String text) {
        return text.replace("\r\n", "\n").strip();
    }

    boolean isLike(ScriptState other) {
        return active.equals(other.active) && hasOwn(other.own());
    }

    /** Like LDIF (RFC 2849), as the journal holds it. */
    String toLdif(String mailbox) {
        return "dn:: " + base64(mailbox) + "\n"
                + (active.isEmpty() ? "" : ScriptRecord.ACTIVE + ":: " + base64(active) + "\n")
                + own().map(text -> ScriptRecord.TEXT + ":: " + base64(text) + "\n")
                        .orElse("");
    }

    static ScriptState ofLdif(String ldif) {
        return new ScriptState(List.of(), value(ldif, ScriptRecord.ACTIVE).orElse(""), value(ldif, ScriptRecord.TEXT));
    }

    private static Optional<String> value(String ldif, String name) {
        String head = name + ":: ";
        return ldif.lines()
                .filter(line -> line.startsWith(head))
                .map(line -> decoded(line.substring(head.length())))
                .findFirst();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MigrationException(
                    FailureCode.STORE_DAMAGED, "a directory change in the journal cannot be read", e);
        }
    }
}
