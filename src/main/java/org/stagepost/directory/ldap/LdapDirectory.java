package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.controls.AssertionRequestControl;
import java.util.List;
import java.util.Optional;
import org.stagepost.directory.ChangeJournal;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.NewMailbox;
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

    LdapDirectory(LdapServer server) {
        this.server = server;
        this.passwords =
                new PasswordRules(server.endpoint(), server.traits().activeDirectory(), server::knowsAttribute);
    }

    /** The server's matching rule finds, and the address itself decides: a looser rule cannot name another person. */
    @Override
    public List<DirectoryEntry> find(EmailAddress address) {
        return server.search(AddressFilter.of(address.value())).stream()
                .map(LdapEntry::toDirectoryEntry)
                .filter(entry -> entry.addresses().contains(address))
                .toList();
    }

    @Override
    public void convert(DirectoryEntry entry, NewMailbox mailbox, ChangeJournal journal) {
        change(entry, new Conversion(entry, mailbox, passwords), journal);
    }

    @Override
    public void checkConversion(DirectoryEntry entry, NewMailbox mailbox) {
        new Conversion(entry, mailbox, passwords).from(current(entry));
    }

    @Override
    public void forward(DirectoryEntry entry, EmailAddress to, ChangeJournal journal) {
        change(entry, new ForwardingPlan(to), journal);
    }

    @Override
    public void checkForwarding(DirectoryEntry entry, EmailAddress to) {
        new ForwardingPlan(to).from(current(entry));
    }

    private void change(DirectoryEntry entry, ChangePlan plan, ChangeJournal journal) {
        Optional<EntryChange> planned = plan.from(current(entry));
        if (planned.isEmpty()) {
            return;
        }
        EntryChange change = planned.get();
        long row = journal.intend(change.forJournal(entry, server.endpoint().name()));
        try {
            server.modify(() -> request(entry.id(), change));
        } catch (LDAPException e) {
            requireDone(entry, plan, server.refusal(entry.id(), e, change.password()));
        }
        journal.confirm(row);
    }

    /** A reply may be lost after the change was made, and somebody else may have made it meanwhile. */
    private void requireDone(DirectoryEntry entry, ChangePlan plan, MigrationException refusal) {
        if (refusal.code() == FailureCode.DIRECTORY_UNREACHABLE
                || plan.from(current(entry)).isPresent()) {
            throw refusal;
        }
    }

    private LdapEntry current(DirectoryEntry found) {
        return server.read(found.id())
                .filter(entry -> entry.addresses().contains(found.addresses().get(0)))
                .orElseThrow(() -> new MigrationException(
                        FailureCode.DIRECTORY_REFUSED,
                        found.id() + " was renamed, removed or given another address during the run"));
    }

    private ModifyRequest request(String dn, EntryChange change) {
        var modifications = change.modifications();
        modifications.addAll(passwords.setting(change.password()));
        ModifyRequest request = new ModifyRequest(dn, modifications);
        if (server.traits().assertions()) {
            request.addControl(new AssertionRequestControl(change.assertion(), true));
        }
        return request;
    }

    @Override
    public void close() {
        server.close();
    }
}
