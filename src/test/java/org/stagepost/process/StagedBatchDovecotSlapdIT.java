package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** A staged batch between two Dovecots with a slapd beside each. */
@RequiresServer({"dovecot", "slapd"})
class StagedBatchDovecotSlapdIT {
    private static final int USERS = 20;
    private static final String BASE = "dc=ad,dc=example,dc=test";

    private final List<RealServer> servers = new ArrayList<>();
    private RealServer source;
    private RealServer target;
    private RealServer sourceDirectory;
    private RealServer targetDirectory;

    private BatchFiles files;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        Map<String, String> users = Map.of("USERS", String.valueOf(USERS));
        source = started("dovecot", users);
        target = started("dovecot", users);
        sourceDirectory = started("slapd", Map.of("USERS", String.valueOf(USERS + 5)));
        Path ldif = Files.writeString(folder.resolve("target.ldif"), mailUsers());
        targetDirectory = started("slapd", Map.of("USERS", "0", "EXTRA_LDIF", ldif.toString()));
        files = new BatchFiles(folder, source, target);
        for (int user = 1; user <= USERS; user++) {
            Maildirs maildirs = new Maildirs(source.folder(), user);
            maildirs.fill(name(user), "", 12);
            maildirs.fill(name(user), ".Projekte.Gr&APYA3w-e", 8);
        }
    }

    @AfterEach
    void stop() {
        servers.forEach(RealServer::close);
    }

    @Test
    void provisionsForwardsAndCopiesTwentyUsersAndNobodyElse() throws LDAPException {
        files.users(rows());
        Path job = files.stagedJob(sourceDirectory, targetDirectory);

        StagepostProcess run = StagepostProcess.run(
                BatchFiles.ENVIRONMENT,
                "run",
                job.toString(),
                "--home",
                files.home().toString());

        assertThat(run.exitCode()).as(run.output()).isZero();
        for (int user = 1; user <= USERS; user++) {
            assertThat(MailboxSnapshot.of(target.port(), name(user), "secret"))
                    .isEqualTo(MailboxSnapshot.of(source.port(), name(user), "secret"));
        }
        assertThat(attribute(sourceDirectory, "targetAddress")).isEqualTo(forwardings());
        assertThat(attribute(targetDirectory, "msExchRecipientTypeDetails").values())
                .hasSize(USERS)
                .containsOnly("1");
        assertThat(attribute(targetDirectory, "targetAddress")).isEmpty();
    }

    private static TreeMap<String, String> forwardings() {
        TreeMap<String, String> expected = new TreeMap<>();
        for (int user = 1; user <= USERS; user++) {
            expected.put(name(user) + "@old.example.test", "SMTP:" + name(user) + "@new.example.test");
        }
        return expected;
    }

    /** Mail address → value, for the entries that have the attribute. */
    private static TreeMap<String, String> attribute(RealServer slapd, String name) throws LDAPException {
        TreeMap<String, String> values = new TreeMap<>();
        try (LDAPConnection connection = new LDAPConnection("127.0.0.1", slapd.port(), "cn=admin," + BASE, "admin")) {
            for (SearchResultEntry entry : connection
                    .search(BASE, SearchScope.SUB, "(" + name + "=*)", "mail", name)
                    .getSearchEntries()) {
                values.put(entry.getAttributeValue("mail"), entry.getAttributeValue(name));
            }
        }
        return values;
    }

    private static String mailUsers() {
        StringBuilder ldif = new StringBuilder();
        for (int user = 1; user <= USERS; user++) {
            String name = name(user);
            ldif.append("dn: cn=")
                    .append(name)
                    .append(",ou=Migration,")
                    .append(BASE)
                    .append('\n');
            ldif.append("objectClass: inetOrgPerson\nobjectClass: benchMailRecipient\n");
            ldif.append("cn: ").append(name).append("\nsn: ").append(name).append('\n');
            ldif.append("mail: ").append(name).append("@old.example.test\n");
            ldif.append("proxyAddresses: SMTP:").append(name).append("@old.example.test\n");
            ldif.append("proxyAddresses: smtp:").append(name).append("@new.example.test\n");
            ldif.append("targetAddress: SMTP:").append(name).append("@old.example.test\n");
            ldif.append("msExchRecipientTypeDetails: 128\nmsExchRecipientDisplayType: 6\n\n");
        }
        return ldif.toString();
    }

    private static List<String> rows() {
        List<String> lines = new ArrayList<>(List.of("EmailAddress,Password,ForceChangePassword"));
        for (int user = 1; user <= USERS; user++) {
            lines.add(name(user) + "@old.example.test,First-Word-" + user + ",False");
        }
        return lines;
    }

    private static String name(int user) {
        return String.format(java.util.Locale.ROOT, "user%02d", user);
    }

    private RealServer started(String name, Map<String, String> environment) {
        RealServer server = RealServer.start(name, environment);
        servers.add(server);
        return server;
    }
}
