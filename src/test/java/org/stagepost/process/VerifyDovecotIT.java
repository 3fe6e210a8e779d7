package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** A batch between two Dovecots is verified, untouched and after somebody's hands were on the copies. */
@RequiresServer("dovecot")
class VerifyDovecotIT {
    private static final Map<String, String> SERVER = Map.of("USERS", "2");

    private final RealServer source = RealServer.start("dovecot", SERVER);
    private final RealServer target = RealServer.start("dovecot", SERVER);
    private final BatchFiles files;

    VerifyDovecotIT(@TempDir Path folder) {
        files = new BatchFiles(folder, source, target);
    }

    @BeforeEach
    void copy() {
        for (int user = 1; user <= 2; user++) {
            Maildirs maildirs = new Maildirs(source.folder(), user);
            maildirs.fill("user0" + user, "", 40);
            maildirs.fill("user0" + user, ".Work", 20);
        }
        files.users(List.of(
                "EmailAddress,UserName,Password,TargetUserName",
                "user01@example.test,user01,secret,user01",
                "user02@example.test,user02,secret,user02"));
        StagepostProcess run = stagepost("run", files.imapJob(2).toString());
        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    @AfterEach
    void stop() {
        source.close();
        target.close();
    }

    @Test
    void namesExactlyWhatWasDoneToTheCopies() throws IOException {
        for (String depth : new String[] {"--quick", "--sample=50%", "--full"}) {
            StagepostProcess untouched = stagepost("verify", "wave-1", depth);
            assertThat(untouched.exitCode()).as(untouched.output()).isZero();
            assertThat(untouched.output()).contains("fates of 120 items: 120 copied", "2 of 2 mailboxes are the same");
        }

        List<Path> copies = copies("user01", "");
        Path removed = copies.get(3);
        Path altered = copies.get(7);
        Path marked = copies.get(11);
        Path doubled = copies.get(15);
        String removedSubject = subject(removed);
        Files.delete(removed);
        alter(altered);
        String toggled = marked.toString().contains("F") ? "" : "F";
        Files.move(marked, Path.of(marked.toString().replaceFirst(":2,.*", ":2," + toggled)));
        Path twin = doubled.resolveSibling("1" + String.valueOf(doubled.getFileName()));
        Files.copy(doubled, twin, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        own(twin);

        StagepostProcess verified = stagepost("verify", "wave-1", "--full");

        assertThat(verified.exitCode()).as(verified.output()).isEqualTo(3);
        assertThat(verified.output()).contains("user02@example.test: 60 items, the same", "1 differ");
        assertThat(rows("differences.csv"))
                .as(verified.output())
                .hasSize(4)
                .anyMatch(row -> row.contains(",missing,") && row.contains(removedSubject))
                .anyMatch(
                        row -> row.contains(",differing,") && row.contains("body: ") && row.contains(subject(altered)))
                .anyMatch(row -> row.contains(",differing,") && row.contains("flags: "))
                .anyMatch(row -> row.contains(",additional,") && row.contains(subject(doubled)));
        assertThat(rows("manifest.csv")).hasSize(120);
    }

    @Test
    void tellsAManifestThatWasTamperedWith() throws IOException {
        stagepost("verify", "wave-1", "--full");
        Path manifest = reports().resolve("manifest.csv");
        StagepostProcess genuine = stagepost("verify", "--manifest", manifest.toString());
        assertThat(genuine.exitCode()).as(genuine.output()).isZero();
        assertThat(genuine.output()).contains("this home folder's", "as it was signed");

        String signed = Files.readString(reports().resolve("manifest.json"));
        String key = signed.replaceAll("(?s).*\"keyFingerprint\" : \"([^\"]+)\".*", "$1");
        String elsewhere = files.home().resolveSibling("elsewhere").toString();
        StagepostProcess unknown = StagepostProcess.run(
                BatchFiles.ENVIRONMENT, "verify", "--manifest", manifest.toString(), "--home", elsewhere);
        assertThat(unknown.exitCode()).as(unknown.output()).isEqualTo(3);
        assertThat(unknown.output()).contains("name it with --key");
        StagepostProcess named = StagepostProcess.run(
                BatchFiles.ENVIRONMENT, "verify", "--manifest", manifest.toString(), "--key", key, "--home", elsewhere);
        assertThat(named.exitCode()).as(named.output()).isZero();

        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst(",copied,", ",excluded,"));
        StagepostProcess edited = stagepost("verify", "--manifest", manifest.toString());
        assertThat(edited.exitCode()).isEqualTo(3);
        assertThat(edited.output())
                .contains("lines 2 to 61, the rows of user01@example.test, are not those that were signed")
                .contains("has 119 copied, 1 excluded; signed were 120 copied");

        Files.writeString(manifest, text.substring(0, text.length() - 700));
        StagepostProcess cut = stagepost("verify", "--manifest", manifest.toString());
        assertThat(cut.exitCode()).isEqualTo(3);
        assertThat(cut.output()).contains("in the rows of user02@example.test", "is cut");

        Files.writeString(manifest, text);
        Path summary = reports().resolve("manifest.json");
        Files.writeString(summary, Files.readString(summary).replace("\"items\" : 120", "\"items\" : 121"));
        StagepostProcess forged = stagepost("verify", "--manifest", summary.toString());
        assertThat(forged.exitCode()).isEqualTo(3);
        assertThat(forged.output()).contains("manifest.json: the signature is not that of this text");
    }

    @Test
    void aBatchThatNeverRanIsNotClean() throws IOException {
        stagepost("batch", "create", files.otherJob("users.csv").toString());

        StagepostProcess verified = stagepost("verify", "wave-2");

        assertThat(verified.exitCode()).as(verified.output()).isNotZero();
        assertThat(verified.output()).contains("batch wave-2 has never run");
    }

    @Test
    void tellsWhoCannotBeVerifiedAndVerifiesSingleUsers() throws IOException {
        target.stop();
        StagepostProcess down = stagepost("verify", "wave-1");
        assertThat(down.exitCode()).as(down.output()).isEqualTo(5);
        assertThat(down.output()).contains("NOT VERIFIED: ENDPOINT_UNREACHABLE");
        target.startAgain(SERVER);

        StagepostProcess one = stagepost("verify", "wave-1", "user02@example.test", "--json");
        assertThat(one.exitCode()).as(one.output()).isZero();
        assertThat(one.output()).contains("\"whole\" : false", "\"items\" : 60");
        assertThat(reports().resolve("manifest-partial.json")).exists();

        StagepostProcess unknown = stagepost("verify", "wave-1", "nobody@example.test");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.output()).contains("nobody@example.test");
    }

    @Test
    void goesOnWhereItWasKilled() throws IOException {
        new Maildirs(source.folder(), 2).fill("user02", ".More", 1000);
        StagepostProcess more = stagepost("run", files.imapJob(1).toString());
        assertThat(more.exitCode()).as(more.output()).isZero();

        Path second = reports().resolveSibling("2");
        StagepostProcess killed = StagepostProcess.start(
                BatchFiles.ENVIRONMENT,
                "verify",
                "wave-1",
                "--full",
                "--home",
                files.home().toString());
        while (killed.isAlive() && !killed.output().contains("user01@example.test: ")) {
            Thread.onSpinWait();
        }
        killed.kill();
        assertThat(killed.output()).contains("user01@example.test: 60 items").doesNotContain("user02@example.test");
        assertThat(second.resolve("verify/journals")).doesNotExist();

        StagepostProcess verified = stagepost("verify", "wave-1", "--full");

        assertThat(verified.exitCode()).as(verified.output()).isZero();
        assertThat(verified.output())
                .contains("taken over: 1 mailbox, found the same by an earlier verification, of 20")
                .contains("2 of 2 mailboxes are the same");
        assertThat(Files.readAllLines(second.resolve("manifest.csv"))).hasSize(1121);
    }

    private Path reports() {
        return files.home().resolve("reports/wave-1/1");
    }

    private List<String> rows(String name) throws IOException {
        List<String> lines = Files.readAllLines(reports().resolve(name));
        return lines.subList(1, lines.size());
    }

    /** In the order of their names. */
    private List<Path> copies(String user, String folder) throws IOException {
        List<Path> found = new ArrayList<>();
        Path maildir =
                target.folder().resolve("mail").resolve(user).resolve("Maildir").resolve(folder);
        for (String part : List.of("cur", "new")) {
            try (Stream<Path> all = Files.list(maildir.resolve(part))) {
                all.sorted().forEach(found::add);
            }
        }
        return found;
    }

    private static String subject(Path message) {
        try {
            return Files.readAllLines(message).stream()
                    .filter(line -> line.startsWith("Subject: "))
                    .map(line -> line.substring("Subject: ".length()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** One letter of the text, so that size and header stay; date too. */
    private static void alter(Path message) throws IOException {
        FileTime date = Files.getLastModifiedTime(message);
        String text = Files.readString(message);
        Files.writeString(message, text.replaceFirst("Line 1 ", "Lime 1 "));
        Files.setLastModifiedTime(message, date);
    }

    private static void own(Path file) throws IOException {
        UserPrincipal owner =
                file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("mail");
        Files.setOwner(file, owner);
    }

    private StagepostProcess stagepost(String... arguments) {
        String[] all = Stream.concat(
                        Stream.of(arguments), Stream.of("--home", files.home().toString()))
                .toArray(String[]::new);
        return StagepostProcess.run(BatchFiles.ENVIRONMENT, all);
    }
}
