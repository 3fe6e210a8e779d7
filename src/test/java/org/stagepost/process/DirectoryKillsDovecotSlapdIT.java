package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/**
 * kill -9 around directory changes: when the intent is stored and the server has not seen the change, when it has made it
 * and the process does not know, and when the process is about to confirm it. Every change happens once, at the named
 * entries, and all of it is taken back. How many: {@code campaign.directoryKills}.
 */
@Tag("campaign")
@RequiresServer({"dovecot", "slapd"})
class DirectoryKillsDovecotSlapdIT {
    private static final int KILLS = Integer.getInteger("campaign.directoryKills", 4);
    private static final int USERS = 6;
    private static final String BASE = "dc=ad,dc=example,dc=test";

    private final Random random = new Random(Long.getLong("campaign.seed", 20_261_130L));
    private final AtomicReference<@Nullable StagepostProcess> running = new AtomicReference<>();
    private int kills;

    @Test
    void everyChangeHappensOnceAndIsTakenBackOnce(@TempDir Path folder) throws Exception {
        int trials = 0;
        while (kills < KILLS) {
            trials++;
            Path trial = Files.createDirectories(folder.resolve("trial-" + trials));
            life(trial);
        }
        String line = "directory kills: " + kills + " in " + trials + " staged batches of " + USERS
                + " users, completed and taken back; every change once";
        System.out.println(line);
        Files.writeString(
                Path.of("target/campaigns.txt"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void life(Path folder) throws IOException, LDAPException {
        LdapRelay.Watch watch = new LdapRelay.Watch() {
            @Override
            public void requested() {
                kill(0);
            }

            @Override
            public void answered() {
                kill(random.nextBoolean() ? 0 : random.nextInt(4));
            }
        };
        try (StagedServers servers = new StagedServers(folder, USERS);
                LdapRelay source = new LdapRelay(servers.sourceDirectory.port(), watch);
                LdapRelay target = new LdapRelay(servers.targetDirectory.port(), watch)) {
            servers.files.users(Stream.concat(
                            Stream.of("EmailAddress"),
                            IntStream.rangeClosed(1, USERS).mapToObj(user -> name(user) + "@old.example.test"))
                    .toList());
            String job = through(servers, source, target);
            List<String> sourceBefore = dump(servers.sourceDirectory);
            List<String> targetBefore = dump(servers.targetDirectory);

            untilItEnds(servers, "run", job);
            assertThat(StagedServers.attribute(servers.sourceDirectory, "targetAddress"))
                    .isEqualTo(servers.forwardings());
            untilItEnds(servers, "batch", "complete", "wave-1");
            assertThat(changes(servers.sourceDirectory)).isEqualTo(each("User %02d", 2));
            assertThat(changes(servers.targetDirectory)).isEqualTo(each("user%02d", 1));
            assertThat(StagedServers.attribute(servers.sourceDirectory, "msExchRecipientTypeDetails").values().stream()
                            .filter("128"::equals))
                    .hasSize(USERS);

            untilItEnds(servers, "directory", "undo", "wave-1");
            assertThat(dump(servers.sourceDirectory)).isEqualTo(sourceBefore);
            assertThat(dump(servers.targetDirectory)).isEqualTo(targetBefore);
            assertThat(changes(servers.sourceDirectory)).isEqualTo(each("User %02d", 4));
            assertThat(changes(servers.targetDirectory)).isEqualTo(each("user%02d", 2));
        }
    }

    private void kill(int millis) {
        StagepostProcess process = running.get();
        if (process == null || kills >= KILLS || random.nextInt(3) != 0) {
            return;
        }
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (running.compareAndSet(process, null)) {
            kills++;
            process.kill();
        }
    }

    /** The same command again and again, as somebody would who finds it dead. */
    private void untilItEnds(StagedServers servers, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--home", servers.files.home().toString()));
        for (int i = 0; i <= KILLS; i++) {
            int before = kills;
            StagepostProcess process = StagepostProcess.start(BatchFiles.ENVIRONMENT, arguments.toArray(String[]::new));
            running.set(process);
            int exit = process.exitCode();
            running.set(null);
            if (kills == before) {
                assertThat(exit).as(process.output()).isZero();
                return;
            }
            if (command[0].equals("batch")) {
                arguments.set(0, "restart"); // a pass that is to be the last goes on as one
                arguments.remove("complete");
            }
        }
        throw new AssertionError("killed every time");
    }

    private static String through(StagedServers servers, LdapRelay source, LdapRelay target) throws IOException {
        Path job = servers.job();
        String text = relayed(
                relayed(Files.readString(job), servers.sourceDirectory, source), servers.targetDirectory, target);
        return Files.writeString(job, text).toString();
    }

    private static String relayed(String job, RealServer slapd, LdapRelay relay) {
        String direct = "port: " + (slapd.port() + 1) + ", security: tls, caFile: "
                + slapd.folder().resolve("tls/ca.pem");
        assertThat(job).contains(direct);
        return job.replace(direct, "port: " + relay.port() + ", security: none, allowPlaintext: true");
    }

    private static String name(int user) {
        return String.format(Locale.ROOT, "user%02d", user);
    }

    private static TreeMap<String, Integer> each(String cn, int times) {
        TreeMap<String, Integer> changes = new TreeMap<>();
        for (int user = 1; user <= USERS; user++) {
            changes.put("cn=" + String.format(Locale.ROOT, cn, user) + ",ou=Migration," + BASE, times);
        }
        return changes;
    }

    /** Modifications by entry, as the server's audit log has them. */
    private static TreeMap<String, Integer> changes(RealServer slapd) throws IOException {
        TreeMap<String, Integer> changes = new TreeMap<>();
        Files.readAllLines(slapd.folder().resolve("audit.ldif"), StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("dn: "))
                .forEach(line -> changes.merge(line.substring("dn: ".length()), 1, Integer::sum));
        return changes;
    }

    /** Every entry and value; a directory keeps them in no order (RFC 4511 §4.1.7). */
    private static List<String> dump(RealServer slapd) throws LDAPException {
        try (LDAPConnection connection = new LDAPConnection("127.0.0.1", slapd.port(), "cn=admin," + BASE, "admin")) {
            return connection.search(BASE, SearchScope.SUB, "(objectClass=*)").getSearchEntries().stream()
                    .map(Entry::toLDIFString)
                    .map(ldif -> ldif.lines().sorted().collect(Collectors.joining("\n")))
                    .sorted()
                    .toList();
        }
    }
}
