package org.stagepost.migration.jobfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.JobFileReader;
import org.stagepost.testing.Golden;
import org.stagepost.testing.MemoryEndpoints;

/** Every rule of a job file with the words it is refused in; the golden file is the list to read. */
class JobFileRulesTest {
    private static final String IMAP = """
            name: wave
            type: imap
            csv: users.csv
            source: { endpoint: stored-old }
            target: { endpoint: stored-new }
            """;
    private static final String STAGED = """
            name: wave
            type: staged
            csv: users.csv
            source: { endpoint: stored-admin }
            target: { endpoint: stored-new }
            sourceDirectory: { endpoint: stored-directory }
            targetDirectory: { endpoint: stored-directory }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final MemoryEndpoints stored = new MemoryEndpoints();
    private final StringBuilder report = new StringBuilder();

    JobFileRulesTest() {
        stored.save(imap("stored-old", Login.perUser()));
        stored.save(imap("stored-new", Login.perUser()));
        stored.save(imap("stored-admin", Login.anonymous()));
        stored.save(Endpoint.at(
                        "stored-directory", EndpointKind.LDAP, "dc.example.test", 636, Protection.of(Security.TLS, ""))
                .withBaseDn("DC=example,DC=test"));
    }

    @Test
    void topLevelRulesHaveTheirWords() throws IOException {
        check("nothing missing", IMAP);
        check("nothing missing, staged", STAGED);
        check("a schedule", IMAP + "schedule: \"0 0 2 * * *\"\n");
        check("everything missing", "notify: [admin@example.test]\n");
        check("unknown keys", IMAP + "exclude: [Junk]\nmaxConcurentMigrations: 3\nforwardin: skip\nzzz: 1\n");
        check("wrong values", """
                name: wave 1
                type: stage
                csv: "users\\0.csv"
                source: { endpoint: stored-odl }
                target: { endpoint: stored-directory, kind: imap }
                maxConcurrentMigrations: many
                badItemLimit: -1
                largeItemLimit: Unlimited
                notify: [admin at example.test, root@example.test]
                startAfter: 2026-12-01T20:00:00
                schedule: "0 2 * * *"
                zone: Berlin
                allowUnknownColumns: "yes"
                excludeFolders: ["#Trsh#", "#Outbox#", "a//b", "", Junk]
                """);
        check("wrong types", """
                name: [wave]
                type: { staged: true }
                csv:
                source: stored-old
                target: [stored-new]
                notify: admin@example.test
                excludeFolders: { Junk: true }
                endpoints: { name: x }
                """);
        check("keys of another type", IMAP + """
                sourceDirectory: { endpoint: stored-directory }
                targetDirectory: { endpoint: stored-directory }
                targetDeliveryDomain: new.example.test
                forwarding: skip
                forceChangePassword: true
                """);
        check(
                "staged without directories, with userRoot",
                STAGED.lines().limit(5).reduce("", (all, line) -> all + line + "\n") + "userRoot: /users\n");
        check("staged, nobody can open the source", STAGED.replace("stored-admin", "stored-old"));
        check("key twice", IMAP + "name: other\n");
        check("forwarding by Sieve to nowhere", IMAP + "sourceSieve: { endpoint: stored-new }\n");
        check("staged, forwarding by Sieve", STAGED + "sourceSieve: { endpoint: stored-new }\n");
        check("copies of what Exchange's directory forwards", STAGED + "forwardingKeepsCopy: true\n");
        check("no copies of what Exchange's directory forwards either", STAGED + "forwardingKeepsCopy: false\n");
        check(
                "copies without an attribute for them",
                STAGED.replace(
                                "sourceDirectory: { endpoint: stored-directory",
                                "sourceDirectory: { endpoint: own-directory")
                        + """
                forwardingKeepsCopy: true
                endpoints:
                  - { name: own-directory, kind: ldap, host: h, baseDn: "dc=test", schema: { style: generic, forward: maildrop } }
                """);
        check("a command without such a place", STAGED + "mailboxCommand: [make, \"{adress}\"]\nmailboxWait: 0m\n");
        check("a shell's command", STAGED + "mailboxCommand: [sh, -c, \"make {address}\"]\n");
        check("clear text password", STAGED + "password: Green-Door-12\n");
        check("short password", STAGED + "password: hunter2\n");
        check("mistyped reference", STAGED + "password: ENV:FIRST_PASSWORD\n");
        check(
                "limits out of range",
                IMAP + "maxConcurrentMigrations: 0\nbadItemLimit: 99999999999999999999\nsecondConnectionFrom: 0\n");
        check("mails without a server", IMAP + "notify: [admin@example.test]\n");
        check("how often nobody gets a mail", IMAP + "reportInterval: 4h\n");
        check("mails more often than anybody reads them", IMAP + "reportInterval: 30s\n");
        Golden.matches("job-file-rules.txt", report.toString());
    }

    @Test
    void endpointRulesHaveTheirWords() throws IOException {
        endpoint("everything missing", "port: 143");
        endpoint("wrong values", """
                name: old mail
                kind: imp
                host: imaps://mail.example.test
                port: 99999
                security: ssl
                allowPlaintext: perhaps
                caFile: missing.pem
                maxConcurrentMigrations: 1001
                """);
        endpoint("plaintext", "name: a\nkind: imap\nhost: mail.example.test\nsecurity: none");
        endpoint("more incremental syncs than migrations", """
                name: a
                kind: imap
                host: "::1"
                maxConcurrentMigrations: 4
                maxConcurrentIncrementalSyncs: 5
                """);
        endpoint("keys of another kind", "name: a\nkind: imap\nhost: h\nfrom: a@example.test\nbaseDn: DC=test");
        endpoint("neither always nor never", "name: a\nkind: imap\nhost: h\ncompression: sometimes");
        endpoint(
                "a kind of endpoint that nothing compresses",
                "name: a\nkind: smtp\nhost: h\nfrom: a@example.test\ncompression: always");
        endpoint("ldap needs a base", "name: a\nkind: ldap\nhost: h");
        endpoint("ldap base is no name", "name: a\nkind: ldap\nhost: h\nbaseDn: people");
        endpoint("sieve", "name: a\nkind: sieve\nhost: h\nlogin: { user: u, password: env:P, style: proxyauth }");
        endpoint("smtp needs a sender", "name: a\nkind: smtp\nhost: h");
        endpoint("smtp sender is no address", "name: a\nkind: smtp\nhost: h\nfrom: stagepost");
        Golden.matches("endpoint-rules.txt", report.toString());
    }

    @Test
    void rulesOfTheLineHaveTheirWords() throws IOException {
        String imap = "name: a\nkind: imap\nhost: h\n";
        endpoint("pin is none", imap + "pin: abcd");
        endpoint("pin and CA", imap + "pin: " + "AB:".repeat(31) + "AB\ncaFile: job.yml");
        endpoint("pin without TLS", imap + "security: none\nallowPlaintext: true\npin: " + "ab".repeat(32));
        endpoint("old TLS", imap + "legacyTls: true");
        endpoint("half a client certificate", imap + "clientKey: job.yml");
        endpoint("empty proxy", imap + "proxy: {}");
        endpoint("wrong proxy", imap + "proxy: { kind: ftp, host: 'a b', port: 0, user: u, colour: red }");
        endpoint("proxy", imap + "proxy: { kind: socks, host: p, port: 1080 }");
        Golden.matches("line-rules.txt", report.toString());
    }

    @Test
    void rulesOfLimitsHaveTheirWords() throws IOException {
        String imap = "name: a\nkind: imap\nhost: h\n";
        endpoint("wrong values", imap + """
                maxConnections: none
                maxMessagesPerSecond: 0.5
                maxBytesPerSecond: 0 KB
                maxDownloadPerDay: 2500MiB
                maxUploadPerDay: 500
                quietHours: [8-18, "Mon-Fri 25:00-26:00 UTC", "Fry 08:00-18:00 UTC", "08:00-18:00 Berlin"]
                quirks: [odd]
                """);
        endpoint("limits", imap + """
                maxConnections: 4
                maxMessagesPerSecond: 4
                maxBytesPerSecond: 500 KB
                maxDownloadPerDay: 2500 MB
                maxUploadPerDay: 1 GB
                quietHours: ["Mon-Fri 08:00-18:00 Europe/Berlin", "23:00-01:00 UTC", "Sun 00:00-00:00 Z"]
                """);
        endpoint("limits of mailboxes at a directory", """
                name: a
                kind: ldap
                host: h
                baseDn: DC=test
                maxConnections: 4
                quietHours: ["08:00-18:00 UTC"]
                excludeFolders: [Junk]
                """);
        Golden.matches("limit-rules.txt", report.toString());
    }

    @Test
    void rulesOfTokensHaveTheirWords() throws IOException {
        String imap = "name: a\nkind: imap\nhost: h\nlogin: ";
        String client = "grant: client-credentials, tokenUrl: 'https://t.example.test/token', clientId: c";
        endpoint("no grant", imap + "{ oauth: {} }");
        endpoint(
                "wrong values", imap + "{ oauth: { grant: password, tokenUrl: 'http://t.example.test', scope: ' ' } }");
        endpoint("client without proof", imap + "{ oauth: { " + client + " } }");
        endpoint(
                "client with both proofs",
                imap + "{ oauth: { " + client + ", clientSecret: env:S, certificate: job.yml, key: file:k.pem } }");
        endpoint("certificate without key", imap + "{ oauth: { " + client + ", certificate: job.yml } }");
        endpoint("tenant without a place", imap + "{ oauth: { " + client + ", clientSecret: env:S, tenant: t } }");
        endpoint(
                "refresh token", imap + "{ oauth: { " + client.replace("client-credentials", "refresh-token") + " } }");
        endpoint("device code", imap + "{ oauth: { " + client.replace("client-credentials", "device-code") + " } }");
        endpoint("service account", imap + "{ oauth: { grant: service-account, clientId: c } }");
        endpoint("secret in clear text", imap + "{ oauth: { " + client + ", clientSecret: hunter2-canary } }");
        endpoint(
                "token with a user and a password",
                imap + "{ user: root, password: env:P, style: authzid, mechanism: plain, oauth: { " + client
                        + ", clientSecret: env:S } }");
        endpoint("token from nowhere", imap + "{ user: root, password: env:P, mechanism: xoauth2 }");
        endpoint("rows with tokens", imap + "{ as: user, mechanism: oauthbearer }");
        endpoint("certificate at a mailbox", imap + "{ user: root, password: env:P, mechanism: external }");
        Golden.matches("token-rules.txt", report.toString());
    }

    @Test
    void rulesOfPresetsHaveTheirWords() throws IOException {
        endpoint("unknown", "name: a\npreset: gmial");
        endpoint("passwords at Exchange Online", "name: a\npreset: exchange-online");
        endpoint("rows' passwords at Exchange Online", "name: a\npreset: exchange-online\nlogin: { as: user }");
        endpoint(
                "no tenant",
                "name: a\npreset: exchange-online\nlogin: { oauth: { clientId: c, clientSecret: env:S } }");
        endpoint(
                "application",
                "name: a\npreset: exchange-online\n"
                        + "login: { oauth: { tenant: t, clientId: c, clientSecret: env:S } }");
        endpoint("administrator of Courier", "name: a\npreset: courier\nhost: h\nlogin: { user: r, password: env:P }");
        endpoint("kind that has no presets", "name: a\npreset: gmail\nkind: ldap\nbaseDn: DC=test");
        Golden.matches("preset-rules.txt", report.toString());
    }

    @Test
    void loginRulesHaveTheirWords() throws IOException {
        String imap = "name: a\nkind: imap\nhost: h\nlogin: ";
        String ldap = "name: a\nkind: ldap\nhost: h\nbaseDn: DC=test\nlogin: ";
        endpoint("admin without name and password", imap + "{ as: admin }");
        endpoint("user with a name", imap + "{ as: user, user: root, password: env:P }");
        endpoint("wrong values", imap + "{ as: root, style: plian, separator: x, mailboxNaming: name, pasword: a }");
        endpoint("nobody at a mailbox", imap + "{ as: nobody }");
        endpoint("plain admin", imap + "{ user: root, password: env:P, style: plain }");
        endpoint(
                "separator without master user", imap + "{ user: r, password: env:P, style: authzid, separator: '*' }");
        endpoint("Kerio's master", imap + "{ password: env:P, style: kerio }");
        endpoint(
                "Kerio's master with a name and a mechanism",
                imap + "{ user: r, password: env:P, style: kerio, mechanism: plain }");
        endpoint("clear text password", imap + "{ user: root, password: hunter2-canary }");
        endpoint("user at a directory", ldap + "{ as: user }");
        endpoint("style at a directory", ldap + "{ user: r, password: env:P, style: authzid, mailboxNaming: address }");
        endpoint("password only", ldap + "{ password: env:P }");
        endpoint("no group", imap + "admin");
        Golden.matches("login-rules.txt", report.toString());
    }

    @Test
    void referencesToEndpointsHaveTheirWords() throws IOException {
        String own = IMAP + "endpoints:\n";
        check(
                "own endpoint before the stored one",
                own + "  - { name: stored-old, kind: smtp, host: h, from: a@b.test }\n");
        check(
                "own endpoint with a fault is still known",
                own.replace("stored-old", "fresh") + "  - { name: fresh, kind: imap }\n");
        check("two of one name", own + "  - { name: a, kind: imap, host: h }\n  - { name: a, kind: imap, host: i }\n");
        String relays = own + """
                  - { name: relay, kind: smtp, host: h, from: a@b.test }
                  - { name: relay2, kind: smtp, host: i, from: a@b.test }
                notify: [admin@example.test]
                """;
        check("several relays", relays);
        check("several relays, one named", relays + "smtp: { endpoint: relay2 }\n");
        check("relay named, of another kind", relays + "smtp: { endpoint: stored-old }\n");
        check("relay named, no mails", IMAP + "smtp: { endpoint: nowhere }\n");
        Golden.matches("endpoint-references.txt", report.toString());
    }

    @Test
    void yamlFaultsHaveTheirWords() throws IOException {
        check("empty", "");
        check("only a comment", "# later\n");
        check("a list", "- a\n- b\n");
        check("syntax", IMAP + "notify: [admin@example.test\nschedule: x\n");
        check("tab", "name: wave\n\ttype: imap\n");
        check("two documents", IMAP + "---\n" + IMAP);
        check("control character", "name: wave\ntype: im\u0007ap\n");
        check("tag of a Java class", IMAP + "notify: !!java.net.URL [http://127.0.0.1/]\n");
        check("tags of one's own", """
                name: !name wave
                type: !!binary imap
                csv: users.csv
                source: !side { endpoint: stored-old }
                target: { endpoint: stored-new }
                notify: !!set [a]
                """);
        check("password like an alias", IMAP + "password: *hunter2-canary\n");
        check("password like a tag", IMAP + "password: !!hunter2-canary\n");
        check("password like a tag of one's own", IMAP + "password: !hunter2-canary\n");
        check("password like a directive", IMAP + "password: %hunter2-canary\n");
        check("password stuck to its key", IMAP.replace("old }", "old, password:hunter2-canary }"));
        check("password like a block", IMAP + "password: |hunter2-canary\n");
        check("merge key", IMAP + "<<: { zone: Europe/Berlin }\n");
        check("key that is a list", IMAP + "? [a, b]\n: c\n");
        Golden.matches("yaml-rules.txt", report.toString());
    }

    private void endpoint(String title, String settings) throws IOException {
        String indented =
                settings.lines().reduce("", (all, line) -> all + (all.isEmpty() ? "  - " : "    ") + line + "\n");
        check(title, IMAP + "endpoints:\n" + indented);
    }

    private void check(String title, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("job.yml"), text);
        JobFileReader.Result<JobFile> job = new YamlJobFileReader(stored).read(file);
        report.append("# ").append(title).append(job.value().isPresent() ? " (accepted)\n" : "\n");
        text.lines().filter(line -> !(IMAP + STAGED).contains(line + "\n")).forEach(line -> report.append("  | ")
                .append(line.replace('\u0007', '?'))
                .append('\n'));
        job.findings().forEach(finding -> report.append(finding.severity())
                .append(' ')
                .append(finding.toString().substring(folder.toString().length() + 1))
                .append('\n'));
        report.append('\n');
    }

    private static Endpoint imap(String name, Login login) {
        return Endpoint.at(name, EndpointKind.IMAP, "mail.example.test", 993, Protection.of(Security.TLS, ""))
                .withLogin(login);
    }
}
