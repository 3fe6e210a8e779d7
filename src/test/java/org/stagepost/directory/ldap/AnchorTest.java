package org.stagepost.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stagepost.credential.Secret;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.endpoint.DirectorySchema;
import org.stagepost.model.EmailAddress;

class AnchorTest {
    private static final byte[] GUID = HexFormat.of().parseHex("8f14e45fceea167a5a36dedd4bea2543");

    private final MemoryDirectory memory = new MemoryDirectory();

    @AfterEach
    void close() {
        memory.close();
    }

    private Directory open(String anchor) {
        return new LdapDirectoryConnector()
                .open(
                        memory.endpoint().withSchema(DirectorySchema.EXCHANGE.withAnchor(anchor)),
                        Secret.of(MemoryDirectory.PASSWORD));
    }

    @Test
    void bytesAndTheirBase64AreOneAnchorBothWays() throws LDAPException {
        String ann = memory.add("Ann", "mail: ann@contoso.test");
        memory.server.modify(ann, new Modification(ModificationType.ADD, "msExchMailboxGuid", GUID));
        String copy = memory.add(
                "Copy of Ann",
                "mail: ann@new.contoso.test",
                "extensionAttribute1: " + Base64.getEncoder().encodeToString(GUID));
        memory.add("Bob", "mail: bob@contoso.test", "extensionAttribute1: another");

        try (Directory source = open("msExchMailboxGuid");
                Directory target = open("extensionAttribute1")) {
            DirectoryEntry from =
                    source.find(new EmailAddress("ann@contoso.test")).get(0);
            DirectoryEntry to =
                    target.find(new EmailAddress("ann@new.contoso.test")).get(0);

            assertThat(target.anchored(from.particulars().anchor()))
                    .extracting(DirectoryEntry::id)
                    .containsExactly(copy);
            assertThat(source.anchored(to.particulars().anchor()))
                    .extracting(DirectoryEntry::id)
                    .containsExactly(ann);
            assertThat(target.anchored("")).isEmpty();
        }
    }
}
