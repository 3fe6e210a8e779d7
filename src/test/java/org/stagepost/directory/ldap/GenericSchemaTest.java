package org.stagepost.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Entry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stagepost.credential.Secret;
import org.stagepost.directory.Completion;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.MailboxIdentity;
import org.stagepost.directory.NewMailbox;
import org.stagepost.directory.RecipientType;
import org.stagepost.directory.Redirection;
import org.stagepost.endpoint.DirectorySchema;
import org.stagepost.endpoint.DirectorySchema.Style;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** A directory in which a site chose its own attributes. */
class GenericSchemaTest {
    private static final EmailAddress ANN = new EmailAddress("ann@contoso.test");
    private static final EmailAddress NEW = new EmailAddress("ann@new.contoso.test");
    private static final List<String> ATTRIBUTES = List.of(
            "( 2.25.11 NAME 'otherMail' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )",
            "( 2.25.12 NAME 'maildrop' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )",
            "( 2.25.13 NAME 'mailKind' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )",
            "( 2.25.14 NAME 'deliveryMode' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )");
    private static final DirectorySchema SCHEMA = new DirectorySchema(
            Style.GENERIC,
            "mail",
            "otherMail",
            "maildrop",
            "{address}",
            "deliveryMode=both",
            "mailKind",
            Map.of("userMailbox", "local", "roomMailbox", "room", "mailUser", "remote"),
            "");

    private final MemoryDirectory memory = new MemoryDirectory(ATTRIBUTES, List.of());
    private final ListJournal journal = new ListJournal();

    @AfterEach
    void close() {
        memory.close();
    }

    private Directory open(DirectorySchema schema) {
        return new LdapDirectoryConnector()
                .open(memory.endpoint().withSchema(schema), Secret.of(MemoryDirectory.PASSWORD));
    }

    private DirectoryEntry ann(Directory directory) {
        List<DirectoryEntry> found = directory.find(ANN);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void entriesAreReadByTheirOwnNames() {
        memory.add(
                "Ann", "mail: ann@contoso.test", "otherMail: a@contoso.test", "mailKind: Room", "maildrop: x@far.test");

        try (Directory directory = open(SCHEMA)) {
            DirectoryEntry ann =
                    directory.find(new EmailAddress("a@contoso.test")).get(0);
            assertThat(ann.type()).isEqualTo(RecipientType.ROOM_MAILBOX);
            assertThat(ann.addresses()).containsExactly(ANN, new EmailAddress("a@contoso.test"));
            assertThat(ann.targetAddress()).isEqualTo("x@far.test");
        }
    }

    @Test
    void wholeLifeWritesOnlyItsOwnAttributesAndIsTakenBack() {
        String dn = memory.add("Ann", "mail: ann@contoso.test", "mailKind: remote", "maildrop: ann@old.contoso.test");
        Entry before = memory.entry(dn);

        try (Directory directory = open(SCHEMA)) {
            directory.change(ann(directory), new NewMailbox(Secret.of(""), false), journal);
            assertThat(memory.entry(dn).getAttributeValue("mailKind")).isEqualTo("local");
            assertThat(memory.entry(dn).hasAttribute("maildrop")).isFalse();

            directory.change(ann(directory), new Redirection(NEW), journal);
            assertThat(memory.entry(dn).getAttributeValues("maildrop")).containsExactly(NEW.value());

            directory.change(ann(directory), new Completion(NEW, MailboxIdentity.NONE), journal);
            directory.change(ann(directory), new Completion(NEW, MailboxIdentity.NONE), journal);
            assertThat(memory.entry(dn).getAttributeValue("mailKind")).isEqualTo("remote");
            assertThat(memory.modifies).hasSize(3);

            for (int i = 2; i >= 0; i--) {
                directory.undo(journal.intended.get(i), new ListJournal());
            }
        }

        assertThat(memory.entry(dn)).isEqualTo(before);
    }

    @Test
    void forwardingKeepsACopyWhereTheSchemaSaysHow() {
        String dn = memory.add("Ann", "mail: ann@contoso.test", "mailKind: local");

        try (Directory directory = open(SCHEMA)) {
            directory.change(ann(directory), new Redirection(NEW, false, true), journal);
        }

        assertThat(memory.modifies).hasSize(1);
        assertThat(memory.entry(dn).getAttributeValue("deliveryMode")).isEqualTo("both");
    }

    @Test
    void copyIsRefusedWhereNoAttributeKeepsOne() {
        memory.add("Ann", "mail: ann@contoso.test", "msExchRecipientTypeDetails: 1");

        try (Directory directory = open(DirectorySchema.EXCHANGE)) {
            DirectoryEntry ann = ann(directory);
            assertThatThrownBy(() -> directory.change(ann, new Redirection(NEW, false, true), journal))
                    .hasMessageContaining("schema.keepCopy");
        }
        assertThat(memory.modifies).isEmpty();
    }

    @Test
    void typeWithoutAValueIsRefusedByItsSetting() {
        memory.add("Ann", "mail: ann@contoso.test", "mailKind: remote");

        try (Directory directory = open(SCHEMA)) {
            DirectoryEntry ann = ann(directory);
            NewMailbox shared =
                    new NewMailbox(RecipientType.SHARED_MAILBOX, Secret.of(""), false, MailboxIdentity.NONE);
            assertThatThrownBy(() -> directory.change(ann, shared, journal))
                    .hasMessageContaining("schema.sharedMailbox")
                    .isInstanceOfSatisfying(MigrationException.class, e -> assertThat(e.code())
                            .isEqualTo(FailureCode.DIRECTORY_REFUSED));
        }
    }

    @Test
    void conversionEndsEveryForwarding() {
        String dn = memory.add(
                "Ann", "mail: ann@contoso.test", "mailKind: remote", "maildrop: a@old.test", "maildrop: b@old.test");
        Entry before = memory.entry(dn);

        try (Directory directory = open(SCHEMA)) {
            directory.change(ann(directory), new NewMailbox(Secret.of(""), false), journal);
            assertThat(memory.entry(dn).hasAttribute("maildrop")).isFalse();
            directory.undo(journal.intended.get(0), new ListJournal());
        }

        assertThat(memory.entry(dn)).isEqualTo(before);
    }

    @Test
    void completedEntryKeepsNoCopyAnyMore() {
        String dn = memory.add(
                "Ann", "mail: ann@contoso.test", "mailKind: local", "maildrop: " + NEW, "deliveryMode: both");

        try (Directory directory = open(SCHEMA)) {
            directory.change(ann(directory), new Completion(NEW, MailboxIdentity.NONE), journal);
        }

        assertThat(memory.entry(dn).hasAttribute("deliveryMode")).isFalse();
        assertThat(memory.entry(dn).getAttributeValue("mailKind")).isEqualTo("remote");
    }

    @Test
    void attributesThatTheDirectoryDoesNotKnowAreNamedBeforeAnythingIsDone() {
        DirectorySchema wrong = new DirectorySchema(
                Style.GENERIC, "mail", "otherMail", "mailDropp", "{address}", "", "mailKind", SCHEMA.types(), "");

        assertThatThrownBy(() -> open(wrong))
                .hasMessageContaining("the directory has no attribute mailDropp")
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.ENDPOINT_REFUSED));
    }
}
