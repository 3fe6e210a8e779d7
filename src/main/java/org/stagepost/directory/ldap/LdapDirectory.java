package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.controls.AssertionRequestControl;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stagepost.directory.ChangeJournal;
import org.stagepost.directory.Completion;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.NewMailbox;
import org.stagepost.directory.Redirection;
import org.stagepost.directory.WantedChange;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * A directory over LDAP. Each change is one Modify request, planned from the entry as it is read just before.
 *
 * <p>Intend, write, confirm: an intended row that was never confirmed belongs to a change that was refused, or to a
 * process that died around the write. The entry tells which: it equals the row's {@code after}, or it does not.
 */
final class LdapDirectory implements Directory {
    private final LdapServer server;
    private final PasswordRules passwords;

    /** @throws MigrationException ENDPOINT_REFUSED when the directory knows none of the attributes that are named */
    LdapDirectory(LdapServer server) {
        this.server = server;
        server.requireAttributes();
        this.passwords =
                new PasswordRules(server.endpoint(), server.traits().activeDirectory(), server::knowsAttribute);
    }

    /** The server's matching rule finds, and the address itself decides: a looser rule cannot name another person. */
    @Override
    public List<DirectoryEntry> find(EmailAddress address) {
        return server.search(server.schema().having(address.value())).stream()
                .map(LdapEntry::toDirectoryEntry)
                .filter(entry -> entry.addresses().contains(address))
                .toList();
    }

    @Override
    public boolean hasAnchor() {
        return !server.schema().settings().anchor().isEmpty();
    }

    @Override
    public List<DirectoryEntry> anchored(String anchor) {
        String attribute = server.schema().settings().anchor();
        return anchor.isEmpty() || attribute.isEmpty()
                ? List.of()
                : server.search(Anchor.filter(attribute, anchor)).stream()
                        .map(LdapEntry::toDirectoryEntry)
                        .toList();
    }

    @Override
    public Optional<DirectoryChange> plan(DirectoryEntry entry, WantedChange wanted) {
        Optional<EntryChange> planned = planOf(entry, wanted).from(current(entry));
        planned.ifPresent(change -> requireAcceptance(entry.id(), change));
        return planned.map(change -> forJournal(change, entry.addresses().get(0), entry.id()));
    }

    @Override
    public void change(DirectoryEntry entry, WantedChange wanted, ChangeJournal journal) {
        ChangePlan plan = planOf(entry, wanted);
        Optional<EntryChange> planned = plan.from(current(entry));
        if (planned.isPresent()) {
            write(planned.get(), entry.addresses().get(0), entry.id(), journal, () -> plan.from(current(entry)));
        }
    }

    @Override
    public Optional<DirectoryChange> planUndo(DirectoryChange change) {
        return new UndoPlan(change).from(named(change)).map(back -> forJournal(back, change.address(), change.entry())
                .forUser(change.user()));
    }

    @Override
    public void undo(DirectoryChange change, ChangeJournal journal) {
        UndoPlan plan = new UndoPlan(change);
        Optional<EntryChange> back = plan.from(named(change));
        if (back.isPresent()) {
            write(back.get(), change.address(), change.entry(), journal, () -> plan.from(named(change)));
        }
    }

    private ChangePlan planOf(DirectoryEntry entry, WantedChange wanted) {
        if (wanted instanceof NewMailbox mailbox) {
            return new Conversion(entry, mailbox, passwords);
        }
        return wanted instanceof Redirection redirection
                ? new ForwardingPlan(redirection)
                : new CompletionPlan((Completion) wanted, server::knowsAttribute);
    }

    private DirectoryChange forJournal(EntryChange change, EmailAddress user, String dn) {
        return change.forJournal(user, dn, server.endpoint().name());
    }

    /** Plans once more what is left of a change. */
    private interface Left {
        Optional<EntryChange> now();
    }

    private void write(EntryChange change, EmailAddress user, String dn, ChangeJournal journal, Left left) {
        long row = journal.intend(forJournal(change, user, dn));
        try {
            server.modify(() -> request(dn, change));
        } catch (LDAPException e) {
            requireDone(left, refusal(dn, change, e), () -> journal.refuse(row));
        }
        journal.confirm(row);
    }

    /** Names the attributes where the server only says that something may not be written. */
    private MigrationException refusal(String dn, EntryChange change, LDAPException e) {
        if (e.getResultCode().equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)) {
            requireRights(dn, change);
        }
        return server.refusal(dn, e, change.password());
    }

    /** As far as the server can tell without doing it: Active Directory lists rights, OpenLDAP checks everything. */
    private void requireAcceptance(String dn, EntryChange change) {
        if (server.traits().activeDirectory()) {
            requireRights(dn, change);
        } else {
            server.wouldRefuse(() -> request(dn, change)).ifPresent(e -> {
                throw refusal(dn, change, e);
            });
        }
    }

    private void requireRights(String dn, EntryChange change) {
        Set<String> refused = server.refused(dn, change.names());
        if (!refused.isEmpty()) {
            throw new MigrationException(
                    FailureCode.DIRECTORY_REFUSED,
                    dn + ": the login of endpoint " + server.endpoint().name() + " may not write "
                            + String.join(", ", refused) + "; nothing was written");
        }
    }

    /** A reply may be lost after the change was made, and somebody else may have made it meanwhile. */
    private static void requireDone(Left left, MigrationException refusal, Runnable refused) {
        if (refusal.code() == FailureCode.DIRECTORY_UNREACHABLE) {
            throw refusal; // whether it happened, the next one sees
        }
        if (!isDone(left, refused)) {
            refused.run();
            throw refusal;
        }
    }

    /** @throws MigrationException when the entry must not be changed any more as it is now */
    private static boolean isDone(Left left, Runnable refused) {
        try {
            return left.now().isEmpty();
        } catch (MigrationException e) {
            if (e.code() != FailureCode.DIRECTORY_UNREACHABLE) {
                refused.run();
            }
            throw e;
        }
    }

    private LdapEntry current(DirectoryEntry found) {
        return server.read(found.id())
                .filter(entry -> entry.addresses().contains(found.addresses().get(0)))
                .orElseThrow(() -> new MigrationException(
                        FailureCode.DIRECTORY_REFUSED,
                        found.id() + " was renamed, removed or given another address during the run"));
    }

    private LdapEntry named(DirectoryChange change) {
        return server.read(change.entry())
                .filter(entry -> entry.addresses().contains(change.address()))
                .orElseThrow(() -> new MigrationException(
                        FailureCode.ENTRY_CHANGED,
                        change.entry()
                                + " was renamed, removed or given another address since; nothing was taken back"));
    }

    private ModifyRequest request(String dn, EntryChange change) {
        var modifications = change.modifications();
        modifications.addAll(passwords.setting(change.password()));
        ModifyRequest request = new ModifyRequest(dn, modifications);
        if (server.traits().assertions() && !change.compared().isEmpty()) {
            request.addControl(new AssertionRequestControl(change.assertion(), true));
        }
        return request;
    }

    @Override
    public void close() {
        server.close();
    }
}
