package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stagepost.testing.PostgresServer;
import org.stagepost.testing.RealServer;

/** Two mail servers, a database, a broker, and what is needed to start managers and workers over them, as processes. */
final class WorkerCluster implements AutoCloseable {
    static final String PASSWORD = "secret";
    private static final String BROKER_PASSWORD = "hunter2-canary";
    private static final int LOOK_MILLIS = 50;
    private static final int MOST_LOOKS = 1200;
    /** Of statistics.csv: address, status, folders, items and bytes; what follows are times. */
    private static final int COLUMNS = 8;

    final RealServer source;
    final RealServer target;
    final PostgresServer postgres;
    final BatchFiles files;
    private final Path folder;
    private final int users;
    private final int brokerPort;
    private final List<StagepostProcess> started = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>(BatchFiles.ENVIRONMENT);
    private JavaProcess broker;

    /** @param messages in the inbox of each user; an eighth as many lie in another folder */
    WorkerCluster(Path folder, int users, int messages) throws IOException {
        this.folder = folder;
        this.users = users;
        Map<String, String> server = Map.of("USERS", String.valueOf(users), "PASSWORD", PASSWORD);
        source = RealServer.start("dovecot", server);
        target = RealServer.start("dovecot", server);
        // what was committed outlives the server's processes; nobody pulls the plug of the machine
        postgres = PostgresServer.start(folder.resolve("postgres"), Map.of("fsync", "off", "synchronous_commit", "on"));
        brokerPort = PostgresServer.freePort();
        environment();
        broker = broker();
        files = new BatchFiles(folder, source, target);
        for (int user = 1; user <= users; user++) {
            Maildirs mail = new Maildirs(source.folder(), user);
            mail.fill(name(user), "", messages);
            mail.fill(name(user), ".Work", messages / 8);
        }
        files.users(Stream.concat(
                        Stream.of("EmailAddress,UserName,Password"),
                        IntStream.rangeClosed(1, users)
                                .mapToObj(user -> "%s@example.test,%s,%s".formatted(name(user), name(user), PASSWORD)))
                .toList());
    }

    private void environment() {
        environment.putAll(Map.of(
                "STAGEPOST_DATASOURCE_URL",
                postgres.settings().url(),
                "STAGEPOST_DATASOURCE_USERNAME",
                postgres.settings().user(),
                "STAGEPOST_DATASOURCE_PASSWORD",
                "env:STORE_PASSWORD",
                "STORE_PASSWORD",
                postgres.password().reveal(),
                "STAGEPOST_BROKER_URL",
                "tcp://127.0.0.1:" + brokerPort,
                "STAGEPOST_BROKER_USER",
                BrokerMain.USER,
                "STAGEPOST_BROKER_PASSWORD",
                "env:" + BrokerMain.PASSWORD,
                BrokerMain.PASSWORD,
                BROKER_PASSWORD,
                "STAGEPOST_KEY",
                Base64.getEncoder().encodeToString(new byte[32])));
    }

    private JavaProcess broker() {
        return JavaProcess.start(
                        BrokerMain.class,
                        Map.of(BrokerMain.PASSWORD, BROKER_PASSWORD),
                        List.of("-Xmx256m"),
                        folder.resolve("broker").toString(),
                        String.valueOf(brokerPort))
                .until(BrokerMain.READY);
    }

    /** kill -9, and started again on the same files. */
    void killBroker() {
        broker.kill();
        broker = broker();
    }

    /** kill -9, and started again on the same files. */
    void killStore() {
        postgres.kill();
        postgres.startAgain();
    }

    StagepostProcess worker(String home, int most, String... more) {
        return start(
                home(home),
                Stream.concat(Stream.of("worker", "--max", String.valueOf(most)), Stream.of(more))
                        .toArray(String[]::new));
    }

    Path home(String worker) {
        return folder.resolve(worker);
    }

    StagepostProcess manager(Path job) {
        return start(files.home(), "run", job.toString());
    }

    private StagepostProcess start(Path home, String... arguments) {
        StagepostProcess process = StagepostProcess.start(
                environment,
                Stream.concat(Stream.of(arguments), Stream.of("--home", home.toString()))
                        .toArray(String[]::new));
        started.add(process);
        return process;
    }

    /** The job file, with what belongs to both of its endpoints. */
    Path job(int concurrency, String keys, String limits) {
        try {
            Path job = files.imapJob(concurrency);
            String text = Files.readString(job)
                    .replace("security: tls", limits.isEmpty() ? "security: tls" : limits + ", security: tls")
                    .replace("endpoints:\n", keys + "endpoints:\n");
            return Files.writeString(job, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the files say; some are on their way, and what vanishes meanwhile is passed over. */
    long messagesAtTarget() {
        AtomicLong messages = new AtomicLong();
        try {
            Files.walkFileTree(target.folder().resolve("mail"), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (isMessage(file)) {
                        messages.incrementAndGet();
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return messages.get();
    }

    void awaitMessages(int messages) throws InterruptedException {
        for (int look = 0; look < MOST_LOOKS; look++) {
            if (messagesAtTarget() >= messages) {
                return;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        throw new IllegalStateException("no messages arrived: "
                + started.stream().map(StagepostProcess::output).toList());
    }

    private static boolean isMessage(Path file) {
        String place = file.getName(file.getNameCount() - 2).toString();
        return place.equals("cur") || place.equals("new");
    }

    void assertEveryMessageOnce() {
        IntStream.rangeClosed(1, users).forEach(this::assertEveryMessageOnce);
    }

    void assertEveryMessageOnce(int user) {
        assertThat(MailboxSnapshot.of(target.port(), name(user), PASSWORD))
                .as(name(user))
                .isEqualTo(MailboxSnapshot.of(source.port(), name(user), PASSWORD));
    }

    /** Who has the lease; empty when nobody does. @param where behind the columns of the query */
    String holder(String where) {
        return postgres.ask("SELECT TO_REGCLASS('partition_lease')").equals("null")
                ? ""
                : postgres.ask("SELECT HOLDER" + where);
    }

    /** What the last report says of each user, but for times. */
    List<String> statistics() {
        return report("statistics.csv").stream()
                .map(line -> String.join(",", List.of(line.split(",")).subList(0, COLUMNS)))
                .toList();
    }

    /** Lines of a file of the last report, without the names of columns. */
    List<String> report(String name) {
        try (Stream<Path> all = Files.walk(files.home().resolve("reports"))) {
            Path last = all.filter(file -> file.endsWith(name))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow();
            return Files.readAllLines(last).stream().skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(int user) {
        return String.format(Locale.ROOT, "user%02d", user);
    }

    @Override
    public void close() {
        started.stream().filter(StagepostProcess::isAlive).forEach(StagepostProcess::kill);
        broker.close();
        postgres.close();
        source.close();
        target.close();
    }
}
