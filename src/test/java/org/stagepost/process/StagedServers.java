package org.stagepost.process;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.stagepost.testing.RealServer;

/** Two Dovecots with a slapd beside each, and users who have mail in one and a mail-enabled user in the other. */
final class StagedServers implements AutoCloseable {
    private static final String BASE = "dc=ad,dc=example,dc=test";
    private static final int BYSTANDERS = 5;

    private final List<RealServer> servers = new ArrayList<>();
    private final int users;
    final RealServer source;
    final RealServer target;
    final RealServer sourceDirectory;
    final RealServer targetDirectory;
    final BatchFiles files;

    StagedServers(Path folder, int users) {
        this(folder, users, slapd -> Map.of());
    }

    /** The target lets nobody in, the master user included, whose entry is no user mailbox. */
    static StagedServers withMailboxesByType(Path folder, int users) {
        return new StagedServers(folder, users, slapd -> Map.of("LDAP", String.valueOf(slapd.port())));
    }

    private StagedServers(Path folder, int users, Function<RealServer, Map<String, String>> ofTarget) {
        this.users = users;
        try {
            Map<String, String> logins = Map.of("USERS", String.valueOf(users));
            source = started("dovecot", logins);
            sourceDirectory = started("slapd", Map.of("USERS", String.valueOf(users + BYSTANDERS)));
            Path ldif = Files.writeString(folder.resolve("target.ldif"), mailUsers());
            targetDirectory = started("slapd", Map.of("USERS", "0", "EXTRA_LDIF", ldif.toString()));
            Map<String, String> more = new HashMap<>(ofTarget.apply(targetDirectory));
            more.putAll(logins);
            target = started("dovecot", more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files = new BatchFiles(folder, source, target);
        for (int user = 1; user <= users; user++) {
            Maildirs maildirs = new Maildirs(source.folder(), user);
            maildirs.fill(name(user), "", 12);
            maildirs.fill(name(user), ".Projekte.Gr&APYA3w-e", 8);
        }
        files.users(rows());
    }

    Path job() {
        return files.stagedJob(sourceDirectory, targetDirectory);
    }

    TreeMap<String, Integer> sourceOf(int user) {
        return MailboxSnapshot.of(source.port(), name(user), "secret");
    }

    TreeMap<String, Integer> targetOf(int user) {
        return MailboxSnapshot.of(target.port(), name(user), "secret");
    }

    /** What the source's entries hold as TargetAddress when all are forwarded, and nobody else. */
    TreeMap<String, String> forwardings() {
        TreeMap<String, String> expected = new TreeMap<>();
        for (int user = 1; user <= users; user++) {
            expected.put(name(user) + "@old.example.test", "SMTP:" + name(user) + "@new.example.test");
        }
        return expected;
    }

    /** Mail address → value, for the entries that have the attribute. */
    static TreeMap<String, String> attribute(RealServer slapd, String name) throws LDAPException {
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

    private String mailUsers() {
        StringBuilder ldif = new StringBuilder();
        for (int user = 1; user <= users; user++) {
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

    private List<String> rows() {
        List<String> lines = new ArrayList<>(List.of("EmailAddress,Password,ForceChangePassword"));
        for (int user = 1; user <= users; user++) {
            lines.add(name(user) + "@old.example.test,First-Word-" + user + ",False");
        }
        return lines;
    }

    private static String name(int user) {
        return String.format(Locale.ROOT, "user%02d", user);
    }

    private RealServer started(String name, Map<String, String> environment) {
        RealServer server = RealServer.start(name, environment);
        servers.add(server);
        return server;
    }

    @Override
    public void close() {
        servers.forEach(RealServer::close);
    }
}
