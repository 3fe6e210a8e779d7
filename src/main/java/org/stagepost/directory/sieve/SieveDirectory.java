package org.stagepost.directory.sieve;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.stagepost.directory.ChangeJournal;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryChange.Action;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.RecipientType;
import org.stagepost.directory.Redirection;
import org.stagepost.directory.SieveLogin;
import org.stagepost.directory.WantedChange;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * The users of a ManageSieve server, each with a connection of its own for as long as a change takes. The protocol has no
 * compare-and-set: what is there is looked at again right before it is switched.
 */
final class SieveDirectory implements Directory {
    private final Endpoint endpoint;
    private final Connections connections;
    private final Function<EmailAddress, SieveLogin> logins;

    SieveDirectory(Endpoint endpoint, Connections connections, Function<EmailAddress, SieveLogin> logins) {
        this.endpoint = endpoint;
        this.connections = connections;
        this.logins = logins;
    }

    /** Without asking the server: it tells when it is asked for the scripts. */
    @Override
    public List<DirectoryEntry> find(EmailAddress address) {
        String mailbox = logins.apply(address).mailbox();
        return List.of(new DirectoryEntry(mailbox, RecipientType.USER_MAILBOX, List.of(address), ""));
    }

    @Override
    public boolean hasAnchor() {
        return false;
    }

    @Override
    public List<DirectoryEntry> anchored(String anchor) {
        return List.of();
    }

    private UserScripts scripts(EmailAddress user) {
        return UserScripts.open(endpoint, connections, logins.apply(user));
    }

    private static Redirection redirection(WantedChange wanted) {
        if (wanted instanceof Redirection redirection) {
            return redirection;
        }
        throw new IllegalArgumentException("a Sieve server only forwards");
    }

    private static void requireCopy(UserScripts scripts, Redirection wanted) {
        if (wanted.keepCopy() && !scripts.supports("copy")) {
            throw new MigrationException(
                    FailureCode.DIRECTORY_REFUSED,
                    "the server's Sieve cannot keep a copy of what it redirects (RFC 3894); remove forwardingKeepsCopy");
        }
    }

    @Override
    public Optional<DirectoryChange> plan(DirectoryEntry entry, WantedChange wanted) {
        try (UserScripts scripts = scripts(entry.addresses().get(0))) {
            requireCopy(scripts, redirection(wanted));
            ScriptState now = scripts.state();
            return ScriptPlan.forwarding(entry, now, redirection(wanted))
                    .map(then -> change(entry.addresses().get(0), entry.id(), Action.FORWARD, now, then));
        }
    }

    private DirectoryChange change(
            EmailAddress user, String mailbox, Action action, ScriptState before, ScriptState after) {
        return new DirectoryChange(
                user, endpoint.name(), mailbox, action, before.toLdif(mailbox), after.toLdif(mailbox), false);
    }

    @Override
    public void change(DirectoryEntry entry, WantedChange wanted, ChangeJournal journal) {
        EmailAddress user = entry.addresses().get(0);
        try (UserScripts scripts = scripts(user)) {
            requireCopy(scripts, redirection(wanted));
            ScriptState now = scripts.state();
            Optional<ScriptState> then = ScriptPlan.forwarding(entry, now, redirection(wanted));
            if (then.isPresent()) {
                long row = journal.intend(change(user, entry.id(), Action.FORWARD, now, then.get()));
                try {
                    make(scripts, entry.id(), now, then.get());
                } catch (MigrationException e) {
                    if (isRefusal(e) && isStill(scripts, now)) {
                        journal.refuse(row);
                    }
                    throw e;
                }
                journal.confirm(row);
            }
        }
    }

    /** The server said no, or we did; the connection is as good as before. */
    private static boolean isRefusal(MigrationException e) {
        return e.code() == FailureCode.DIRECTORY_REFUSED || e.code() == FailureCode.FORWARDING_CONFLICT;
    }

    /** Of two steps the first may be done: only what changed nothing never happened. */
    private static boolean isStill(UserScripts scripts, ScriptState before) {
        try {
            return scripts.state().isLike(before);
        } catch (MigrationException e) {
            return false; // the row stays, and whoever reads it looks at the scripts
        }
    }

    /** The text first: whoever dies in between leaves a script that does nothing, unless it was active before. */
    private static void make(UserScripts scripts, String mailbox, ScriptState now, ScriptState then) {
        write(scripts, now, then);
        activate(scripts, mailbox, now, then);
    }

    /** The text last: what was inactive before must not run, however short. */
    private static void takeBack(UserScripts scripts, String mailbox, ScriptState now, ScriptState then) {
        activate(scripts, mailbox, now, then);
        write(scripts, now, then);
    }

    private static void activate(UserScripts scripts, String mailbox, ScriptState now, ScriptState then) {
        if (!now.active().equals(then.active())) {
            if (!scripts.state().active().equals(now.active())) {
                throw new MigrationException(
                        FailureCode.FORWARDING_CONFLICT,
                        mailbox
                                + ": somebody else activated another Sieve script at this moment; nothing was switched");
            }
            scripts.activate(then.active());
        }
    }

    private static void write(UserScripts scripts, ScriptState now, ScriptState then) {
        then.own().filter(wanted -> !now.hasOwn(then.own())).ifPresent(scripts::put);
        if (then.own().isEmpty() && now.own().isPresent()) {
            scripts.delete();
        }
    }

    @Override
    public Optional<DirectoryChange> planUndo(DirectoryChange change) {
        try (UserScripts scripts = scripts(change.user())) {
            ScriptState now = scripts.state();
            return undone(change, now).map(then -> change(change.user(), change.entry(), Action.UNDO, now, then));
        }
    }

    private static Optional<ScriptState> undone(DirectoryChange change, ScriptState now) {
        return ScriptPlan.undo(
                change.entry(), now, ScriptState.ofLdif(change.before()), ScriptState.ofLdif(change.after()));
    }

    @Override
    public void undo(DirectoryChange change, ChangeJournal journal) {
        try (UserScripts scripts = scripts(change.user())) {
            ScriptState now = scripts.state();
            Optional<ScriptState> then = undone(change, now);
            if (then.isPresent()) {
                long row = journal.intend(change(change.user(), change.entry(), Action.UNDO, now, then.get()));
                takeBack(scripts, change.entry(), now, then.get());
                journal.confirm(row);
            }
        }
    }

    /** Nothing stays open. */
    @Override
    public void close() {}
}
