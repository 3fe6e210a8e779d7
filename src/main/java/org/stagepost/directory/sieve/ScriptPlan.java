package org.stagepost.directory.sieve;

import java.util.List;
import java.util.Optional;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.Redirection;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Decides what becomes of a user's scripts. Touches no server. */
final class ScriptPlan {
    private ScriptPlan() {}

    /**
     * How the scripts are to be so that mail is forwarded; empty when they are.
     *
     * @throws MigrationException FORWARDING_CONFLICT
     */
    static Optional<ScriptState> forwarding(DirectoryEntry entry, ScriptState now, Redirection wanted) {
        if (entry.addresses().contains(wanted.to())) {
            throw conflict(
                    entry,
                    wanted.to() + " is its own address: forwarding there is a mail loop (set targetDeliveryDomain to a"
                            + " domain that only the target has)");
        }
        Optional<String> script = Optional.of(ForwardScript.of(wanted));
        ScriptState then = new ScriptState(List.of(), ForwardScript.NAME, script);
        if (now.isLike(then)) {
            return Optional.empty();
        }
        if (!now.active().isEmpty() && !wanted.replace()) {
            throw conflict(
                    entry,
                    now.isOwnActive()
                            ? "its script " + ForwardScript.NAME + " forwards elsewhere, or in another way"
                            : "the user's Sieve script \"" + now.active() + "\" is active, and only one can be"
                                    + " (replaceForwarding: true switches it off; `directory undo` switches it on again)");
        }
        return Optional.of(then);
    }

    private static MigrationException conflict(DirectoryEntry entry, String reason) {
        return new MigrationException(FailureCode.FORWARDING_CONFLICT, entry.id() + ": " + reason);
    }

    /**
     * How the scripts are to be so that a change is taken back; empty when it never happened, or was taken back.
     *
     * @param before what the change found
     * @param after what it made
     * @throws MigrationException ENTRY_CHANGED
     */
    static Optional<ScriptState> undo(String mailbox, ScriptState now, ScriptState before, ScriptState after) {
        if (now.isLike(before)) {
            return Optional.empty();
        }
        boolean restsOfIt = now.active().equals(before.active()) || now.isOwnActive();
        if (!restsOfIt || !(now.hasOwn(after.own()) || now.hasOwn(before.own()))) {
            throw changed(mailbox, "another script was activated since, or " + ForwardScript.NAME + " was changed");
        }
        if (!before.isOwnActive() && !now.has(before.active())) {
            throw changed(mailbox, "the script \"" + before.active() + "\", which was active before, is gone");
        }
        return Optional.of(before);
    }

    private static MigrationException changed(String mailbox, String why) {
        return new MigrationException(FailureCode.ENTRY_CHANGED, mailbox + ": " + why + "; nothing was taken back");
    }
}
