package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.directory.ldap.LdapDirectoryConnector;
import org.stagepost.migration.BatchValidation;
import org.stagepost.migration.ChangeUndone;
import org.stagepost.model.ExitCode;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** A thousand users in two real directories: checked, converted, forwarded, completed, and all of it taken back. */
@RequiresServer("slapd")
@Tag("store")
class SlapdLifeTest {
    private static final int USERS = Integer.getInteger("life.users", 1000);
    private static final String BASE = "dc=ad,dc=example,dc=test";
    private static final Set<String> OF_CONVERSION = Set.of(
            "msExchRecipientTypeDetails",
            "msExchRecipientDisplayType",
            "targetAddress",
            "proxyAddresses",
            "msExchMailboxGuid");
    private static final Set<String> OF_FORWARDING_AND_COMPLETION = Set.of(
            "msExchRecipientTypeDetails",
            "msExchRecipientDisplayType",
            "targetAddress",
            "proxyAddresses",
            "msExchMailboxGuid",
            "msExchPoliciesExcluded",
            "homeMDB",
            "mDBUseDefaults",
            "protocolSettings");
    /** Written by the server with each change, and told in its audit log. */
    private static final Set<String> OPERATIONAL = Set.of("entryCSN", "modifiersName", "modifyTimestamp");

    private final Path folder;

    SlapdLifeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void bothDirectoriesAreAsTheyWereWhenEverythingIsTakenBack() throws IOException {
        try (RealServer source = slapd("source", SlapdLifeTest::mailbox);
                RealServer target = slapd("target", SlapdLifeTest::mailUser);
                JobWorld world = new JobWorld(folder)) {
            world.realDirectories = new LdapDirectoryConnector();
            List<String> rows = new ArrayList<>(List.of("EmailAddress"));
            IntStream.range(0, USERS).forEach(user -> {
                world.seed(name(user) + "@old.example.test", 1);
                rows.add(name(user) + "@old.example.test");
            });
            world.csv("users.csv", rows);
            List<String> before = dump(source);
            List<String> beforeAtTarget = dump(target);

            Path job = job(world, source, target);
            BatchValidation checked = timed("checked", () -> world.validation.validate(job));
            assertThat(checked.exitCode()).isEqualTo(ExitCode.SUCCESS);
            assertThat(checked.users()).allMatch(user -> user.plan().changes().size() == 2);
            assertThat(dump(source)).isEqualTo(before);
            assertThat(dump(target)).isEqualTo(beforeAtTarget);

            RunResult synced = timed("converted, forwarded, copied", () -> world.run(job));
            assertThat(synced.exitCode()).as(synced.message()).isEqualTo(ExitCode.SUCCESS);
            RunResult completed = timed("completed", world::complete);
            assertThat(completed.exitCode()).as(completed.message()).isEqualTo(ExitCode.SUCCESS);

            assertThat(values(source, "msExchRecipientTypeDetails"))
                    .isEqualTo(new TreeMap<>(Map.of("1", 5, "128", USERS)));
            assertThat(values(target, "msExchRecipientTypeDetails")).isEqualTo(new TreeMap<>(Map.of("1", USERS)));
            assertThat(writes(source)).isEqualTo(new TreeMap<>(eachTwice()));
            assertThat(written(source)).isSubsetOf(OF_FORWARDING_AND_COMPLETION).contains("homeMDB", "targetAddress");
            assertThat(written(target)).isSubsetOf(OF_CONVERSION).contains("msExchMailboxGuid");

            List<ChangeUndone> undone = timed("taken back", () -> world.undo.undo(JobWorld.BATCH, Optional.empty()));

            assertThat(undone).hasSize(3 * USERS).allMatch(change -> change.result() == ChangeUndone.Result.TAKEN_BACK);
            assertThat(dump(source)).isEqualTo(before);
            assertThat(dump(target)).isEqualTo(beforeAtTarget);
        }
    }

    private static <T> T timed(String what, Supplier<T> work) {
        Instant begin = Instant.now();
        T result = work.get();
        System.out.printf(
                "%d users %s: %.1f s%n",
                USERS, what, Duration.between(begin, Instant.now()).toMillis() / 1000.0);
        return result;
    }

    private Path job(JobWorld world, RealServer source, RealServer target) {
        world.write("old", "admin");
        return world.write("wave-1.yml", """
                name: wave-1
                type: staged
                csv: users.csv
                source: { endpoint: old-mail }
                target: { endpoint: new-mail }
                sourceDirectory: { endpoint: old-dir }
                targetDirectory: { endpoint: new-dir }
                targetDeliveryDomain: new.example.test
                secondConnectionFrom: never
                endpoints:
                  - { name: old-mail, kind: imap, host: old.example.test, login: { as: admin, user: boss, password: "file:secret" } }
                  - { name: new-mail, kind: imap, host: new.example.test, login: { as: admin, user: boss, password: "file:secret" } }
                  - { name: old-dir, kind: ldap, host: 127.0.0.1, port: %d, security: none, allowPlaintext: true, baseDn: "%s", login: { as: admin, user: "cn=admin,%s", password: "file:old" } }
                  - { name: new-dir, kind: ldap, host: 127.0.0.1, port: %d, security: none, allowPlaintext: true, baseDn: "%s", login: { as: admin, user: "cn=admin,%s", password: "file:old" } }
                """.formatted(source.port(), BASE, BASE, target.port(), BASE, BASE));
    }

    private static String name(int user) {
        return "person%04d".formatted(user);
    }

    private static String mailbox(int user) {
        return """
                dn: cn=%1$s,ou=Migration,%2$s
                objectClass: inetOrgPerson
                objectClass: benchMailRecipient
                cn: %1$s
                sn: x
                mail: %1$s@old.example.test
                mailNickname: %1$s
                proxyAddresses: SMTP:%1$s@old.example.test
                proxyAddresses: smtp:%1$s.alias@old.example.test
                proxyAddresses: X500:/o=Older/cn=%1$s
                legacyExchangeDN: /o=Old/cn=%1$s
                msExchRecipientTypeDetails: 1
                msExchRecipientDisplayType: 1073741824
                msExchMailboxGuid:: AAECAwQFBgcICQoLDA0O%3$s
                homeMDB: cn=store,%2$s
                mDBUseDefaults: TRUE
                protocolSettings: HTTP§1§1
                protocolSettings: POP3§0
                extensionAttribute1: untouched

                """.formatted(name(user), BASE, "ABCDEFGHIJKLMNOP".charAt(user % 16) + "w==");
    }

    private static String mailUser(int user) {
        return """
                dn: cn=%1$s,ou=Migration,%2$s
                objectClass: inetOrgPerson
                objectClass: benchMailRecipient
                cn: %1$s
                sn: x
                mail: %1$s@old.example.test
                proxyAddresses: SMTP:%1$s@old.example.test
                proxyAddresses: smtp:%1$s@new.example.test
                targetAddress: SMTP:%1$s@old.example.test
                legacyExchangeDN: /o=New/cn=%1$s
                msExchRecipientTypeDetails: 128
                msExchRecipientDisplayType: 6

                """.formatted(name(user), BASE);
    }

    private RealServer slapd(String side, java.util.function.IntFunction<String> entry) throws IOException {
        Path ldif = folder.resolve(side + ".ldif");
        Files.writeString(ldif, IntStream.range(0, USERS).mapToObj(entry).collect(Collectors.joining()));
        String others = side.equals("source") ? "5" : "0";
        return RealServer.start(
                "slapd", Map.of("USERS", others, "EXTRA_LDIF", ldif.toString(), "SIZELIMIT", "20000", "NOSYNC", "yes"));
    }

    /** Every entry and value; a directory keeps neither attributes nor values in an order (RFC 4511 §4.1.7). */
    private static List<String> dump(RealServer slapd) {
        return entries(slapd).stream()
                .map(entry -> entry.toLDIFString().lines().sorted().collect(Collectors.joining("\n")))
                .sorted()
                .toList();
    }

    private static List<Entry> entries(RealServer slapd) {
        try (LDAPConnection connection = new LDAPConnection("127.0.0.1", slapd.port(), "cn=admin," + BASE, "admin")) {
            return new ArrayList<>(
                    connection.search(BASE, SearchScope.SUB, "(objectClass=*)").getSearchEntries());
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TreeMap<String, Integer> values(RealServer slapd, String attribute) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        entries(slapd).stream()
                .filter(entry -> entry.hasAttribute(attribute))
                .forEach(entry -> counts.merge(entry.getAttributeValue(attribute), 1, Integer::sum));
        return counts;
    }

    private static Map<String, Integer> eachTwice() {
        return IntStream.range(0, USERS)
                .boxed()
                .collect(Collectors.toMap(user -> "cn=" + name(user) + ",ou=Migration," + BASE, user -> 2));
    }

    /** Modifications by entry. */
    private static TreeMap<String, Integer> writes(RealServer slapd) {
        TreeMap<String, Integer> writes = new TreeMap<>();
        audit(slapd)
                .filter(line -> line.startsWith("dn: "))
                .forEach(line -> writes.merge(line.substring("dn: ".length()), 1, Integer::sum));
        return writes;
    }

    /** Attributes that were modified in any entry. */
    private static Set<String> written(RealServer slapd) {
        return audit(slapd)
                .filter(line -> line.matches("(?:add|delete|replace): .*"))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .filter(name -> !OPERATIONAL.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> audit(RealServer slapd) {
        try {
            return Files.readAllLines(slapd.folder().resolve("audit.ldif"), StandardCharsets.UTF_8).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
