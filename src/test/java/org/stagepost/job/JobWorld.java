package org.stagepost.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretResolver;
import org.stagepost.credential.SecretStore;
import org.stagepost.credential.local.AesGcmSealer;
import org.stagepost.credential.local.ReferenceResolver;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryConnector;
import org.stagepost.directory.sieve.ManageSieveConnector;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.TokenSource;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.mailbox.MemoryMailbox;
import org.stagepost.migration.Admission;
import org.stagepost.migration.BatchInputs;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.BatchRequests;
import org.stagepost.migration.BatchSettings;
import org.stagepost.migration.BatchStore;
import org.stagepost.migration.BatchValidation;
import org.stagepost.migration.ChangedDirectories;
import org.stagepost.migration.DailyLimits;
import org.stagepost.migration.EndpointGates;
import org.stagepost.migration.EndpointSecrets;
import org.stagepost.migration.LedgerQueries;
import org.stagepost.migration.LookingForecast;
import org.stagepost.migration.LookingValidation;
import org.stagepost.migration.MailboxLogins;
import org.stagepost.migration.ManageBatches;
import org.stagepost.migration.ManageService;
import org.stagepost.migration.ManageUsers;
import org.stagepost.migration.Membership;
import org.stagepost.migration.OpenCopies;
import org.stagepost.migration.OpenDirectories;
import org.stagepost.migration.OpenScripts;
import org.stagepost.migration.PartitionBoard;
import org.stagepost.migration.RunLook;
import org.stagepost.migration.RunOrders;
import org.stagepost.migration.UndoChanges;
import org.stagepost.migration.UserChecks;
import org.stagepost.migration.VerifyBatch;
import org.stagepost.migration.WorkerList;
import org.stagepost.migration.csv.CommonsUserCsvReader;
import org.stagepost.migration.jobfile.YamlJobFileReader;
import org.stagepost.model.BatchName;
import org.stagepost.model.FolderPath;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MailSender;
import org.stagepost.model.OutgoingMail;
import org.stagepost.model.Release;
import org.stagepost.persistence.Store;
import org.stagepost.persistence.ledger.JdbcBatchRequests;
import org.stagepost.persistence.ledger.JdbcBatchSettings;
import org.stagepost.persistence.ledger.JdbcBatchStore;
import org.stagepost.persistence.ledger.JdbcChangeHistory;
import org.stagepost.persistence.ledger.JdbcDailyTraffic;
import org.stagepost.persistence.ledger.JdbcEndpointCatalog;
import org.stagepost.persistence.ledger.JdbcJobStates;
import org.stagepost.persistence.ledger.JdbcMembership;
import org.stagepost.persistence.ledger.JdbcPartitionBoard;
import org.stagepost.persistence.ledger.JdbcPartitionLeases;
import org.stagepost.persistence.ledger.JdbcRunLook;
import org.stagepost.persistence.ledger.JdbcSecretStore;
import org.stagepost.persistence.ledger.JdbcServiceSettings;
import org.stagepost.persistence.ledger.JdbcUserLedger;
import org.stagepost.persistence.ledger.JdbcWorkerList;
import org.stagepost.persistence.ledger.Transactions;
import org.stagepost.report.MailComposer;
import org.stagepost.report.ReportWriter;
import org.stagepost.testing.MemoryEndpoints;
import org.stagepost.testing.MemoryPaceStore;
import org.stagepost.testing.PassingTime;
import org.stagepost.testing.TestStores;

/** The real job, ledgers and files between mail systems and directories in memory. */
final class JobWorld implements AutoCloseable {
    private static final TokenSource NO_TOKENS = (grant, mailbox, halted) -> () -> {
        throw new AssertionError("a token for " + mailbox);
    };

    static final BatchName BATCH = new BatchName("wave-1");
    static final Release RELEASE = new Release("1.2.3");
    private static final Clock CLOCK = Clock.systemUTC();

    /** Where tokens come from. */
    volatile TokenSource tokens = NO_TOKENS;

    /** Of pauses; it passes when somebody waits. */
    final PassingTime time = new PassingTime();

    final MemoryServers servers;
    final MemoryDirectory sourceDirectory = new MemoryDirectory("old-dir");
    final MemoryDirectory targetDirectory = new MemoryDirectory("new-dir");
    final MemoryCommands commands = new MemoryCommands();
    final List<OutgoingMail> mails = new CopyOnWriteArrayList<>();
    volatile MailSender relay = (mail, taken) -> mails.add(mail);
    final MemoryEndpoints endpoints = new MemoryEndpoints();
    /** Endpoints that do not pass their test. */
    final Set<String> broken = new ConcurrentSkipListSet<>();

    /** Hears how batches stand. */
    volatile Consumer<StatusChange> statuses = change -> {};

    final LookingValidation validation;
    final LookingForecast forecasts;
    final UndoChanges undo;
    /** By the time that this clock tells. */
    final Function<Clock, VerifyBatch> verifying;

    final HomeFolder home;
    final Post post;
    final SendMails sendMails;
    /** The same for who asks elsewhere how the batch stands. */
    final Function<BatchQueries, UndoChanges> undoing;
    /** Real ones; null for those in memory. */
    volatile @Nullable DirectoryConnector realDirectories;

    final JobRepository repository;
    final JdbcUserLedger ledger;
    /** Of the servers' limits by the day. */
    private final LaterClock days = new LaterClock();

    /** Of runners that are made from now on. */
    volatile Clock runClock = CLOCK;

    private final Supplier<SpringBatchRunner> runners;
    private final Function<RemoteWork, SpringBatchRunner> managers;
    /** What workers of this store work with. */
    final WorkerRooms workerRooms;

    /** What workers have heard of servers, by the time of pauses. */
    final MemoryPaceStore pace = new MemoryPaceStore(time);

    /** The same for workers of a version. */
    final Function<Release, WorkerRooms> ofRelease;

    /** What a worker works with that has come to the store in its own way. */
    final Function<Store, WorkerRooms> overStore;
    /** A worker of this world that sees other servers. */
    final Function<MailboxConnector, WorkerRooms> seeing;

    final WorkerList workers;
    private final SecretStore secretStore;
    final JdbcPartitionBoard board;
    private final RunLook look;
    SpringBatchRunner runner;
    final ManageBatches manage;
    final ManageUsers manageUsers;
    final BatchStore batches;
    final ManageService service;
    final BatchRequests requests;
    final BatchQueries queries;
    final JdbcClient sql;
    private final Store store;
    private final Path folder;

    /** A runner that has mailboxes copied by workers. */
    SpringBatchRunner manager(Dispatch dispatch) {
        return manager(dispatch, Duration.ofMinutes(1));
    }

    /** @param unanswered after so long it sends again */
    SpringBatchRunner manager(Dispatch dispatch, Duration unanswered) {
        return manager(dispatch, board, unanswered);
    }

    SpringBatchRunner manager(Dispatch dispatch, PartitionBoard board) {
        return manager(dispatch, board, Duration.ofMinutes(1));
    }

    private SpringBatchRunner manager(Dispatch dispatch, PartitionBoard board, Duration unanswered) {
        return managers.apply(
                new RemoteWork(board, dispatch, look, pace, new RunOrders(secretStore), workers, unanswered));
    }

    /** Of one more worker: what is at a worker's gates stays there, but for what the store shares. */
    WorkerRooms workerRooms(EndpointGates gates) {
        return workerRooms.with(gates);
    }

    WorkerRooms workerRooms() {
        return workerRooms(new EndpointGates(time, time::sleep, new Random(2), pace));
    }

    JobWorld(Path folder) {
        this(folder, new MemoryServers(CLOCK));
    }

    /** The next process in a folder, with the servers of the one before. */
    JobWorld(Path folder, MemoryServers servers) {
        this.servers = servers;
        this.folder = folder;
        home = new HomeFolder(folder.resolve("home"));
        store = TestStores.own(home);
        sql = JdbcClient.create(store.dataSource());
        Transactions transactions = new Transactions(store);
        AesGcmSealer sealer = new AesGcmSealer(new SecretKeySpec(new byte[32], "AES"));
        SecretResolver secrets = new ReferenceResolver(
                Map.of(), folder, purpose -> Secret.of(""), new JdbcSecretStore(transactions, sealer));
        ledger = new JdbcUserLedger(transactions, sealer, CLOCK);
        batches = new JdbcBatchStore(transactions);
        Membership members = new JdbcMembership(transactions, sealer);
        JdbcChangeHistory history = new JdbcChangeHistory(transactions, CLOCK);
        queries = new LedgerQueries(batches, ledger, new JdbcJobStates(transactions, store::runnerAlive), history);
        service =
                new ManageService(new JdbcServiceSettings(transactions), new YamlJobFileReader(new MemoryEndpoints()));
        PassingTime copying = new PassingTime();
        OpenScripts scripts =
                new OpenScripts(new ManageSieveConnector(Connections.plain()), new MailboxLogins(secrets, NO_TOKENS));
        OpenDirectories opener = new OpenDirectories(new Directories(), secrets, history::journal, scripts);
        post = new Post((jobFile, halted) -> Optional.of((message, taken) -> relay.send(message, taken)), home, CLOCK);
        board = new JdbcPartitionBoard(transactions, RELEASE);
        Rooms rooms = new Rooms(
                ledger,
                members,
                queries,
                new EndpointSecrets(secrets),
                opener,
                commands,
                new OpenCopies(
                        Map.of(EndpointKind.IMAP, servers),
                        new MailboxLogins(secrets, (grant, mailbox, halted) -> tokens.of(grant, mailbox, halted)),
                        ledger,
                        new DailyLimits(new JdbcDailyTraffic(transactions), days),
                        home.spool(),
                        copying,
                        copying::sleep),
                new Reporting(queries, new ReportWriter(CLOCK), new MailComposer(), post, home),
                new EndpointGates(
                        time, time::sleep, new Random(1), service.config().maxConcurrentMigrations()),
                CLOCK,
                time::sleep,
                board,
                Optional.empty());
        SpringBatch batch = SpringBatch.over(store.dataSource(), store::explained);
        repository = batch.repository();
        BatchSettings settings = new JdbcBatchSettings(transactions);
        manage = new ManageBatches(
                batches,
                new BatchInputs(
                        new YamlJobFileReader(endpoints),
                        new CommonsUserCsvReader(),
                        new EndpointSecrets(secrets),
                        settings),
                settings,
                members,
                queries,
                CLOCK);
        sendMails = new SendMails(manage, queries, post, home, CLOCK);
        undoing = asked ->
                new UndoChanges(history, asked, ledger, new ChangedDirectories(manage, ledger, endpoints, opener));
        undo = undoing.apply(queries);
        manageUsers = new ManageUsers(ledger, members, new YamlJobFileReader(new MemoryEndpoints()));
        requests = new JdbcBatchRequests(transactions, CLOCK);
        UserChecks checks = new UserChecks(
                OpenDirectories.toLook(new Directories(), secrets, scripts),
                Map.of(EndpointKind.IMAP, servers),
                new MailboxLogins(secrets, NO_TOKENS),
                time::sleep);
        validation = new LookingValidation(
                manage,
                new Admission(members, queries),
                ledger,
                (endpoint, mailbox) -> List.of(new ProbeStage(
                        "TCP", !broken.contains(endpoint.name()), Duration.ZERO, "connection refused", "", "")),
                checks,
                commands);
        forecasts = new LookingForecast(
                validation,
                checks,
                Map.of(EndpointKind.IMAP, servers),
                new MailboxLogins(secrets, NO_TOKENS),
                ledger,
                CLOCK);
        verifying = clock -> new VerifyBatch(
                manage,
                ledger,
                Map.of(EndpointKind.IMAP, servers),
                new MailboxLogins(secrets, NO_TOKENS),
                new DailyLimits(new JdbcDailyTraffic(transactions), days),
                clock,
                time::sleep);
        StatusWatch watch = new StatusWatch(queries, change -> statuses.accept(change), CLOCK);
        Transactions all = transactions;
        secretStore = new JdbcSecretStore(transactions, sealer);
        look = new JdbcRunLook(transactions, new JdbcJobStates(transactions, store::runnerAlive));
        workers = new JdbcWorkerList(transactions, RELEASE);
        ofRelease = release -> new WorkerRooms(
                rooms.with(new EndpointGates(time, time::sleep, new Random(2), pace)),
                new JdbcPartitionLeases(all, release),
                new JdbcWorkerList(all, release),
                lease -> new JdbcUserLedger(all.fenced(lease), sealer, CLOCK),
                batches,
                settings,
                new YamlJobFileReader(endpoints),
                new RunOrders(secretStore));
        workerRooms = ofRelease.apply(RELEASE);
        seeing = connector -> new WorkerRooms(
                rooms.with(new EndpointGates(time, time::sleep, new Random(2), pace))
                        .with(
                                ledger,
                                new OpenCopies(
                                        Map.of(EndpointKind.IMAP, connector),
                                        new MailboxLogins(secrets, NO_TOKENS),
                                        ledger,
                                        new DailyLimits(new JdbcDailyTraffic(all), days),
                                        home.spool(),
                                        copying,
                                        copying::sleep)),
                workerRooms.leases(),
                workerRooms.workers(),
                workerRooms.ledgers(),
                batches,
                settings,
                workerRooms.jobFiles(),
                workerRooms.orders());
        overStore = other -> {
            Transactions own = new Transactions(other);
            SecretStore ownSecrets = new JdbcSecretStore(own, sealer);
            JdbcUserLedger ownLedger = new JdbcUserLedger(own, sealer, CLOCK);
            OpenCopies ownCopies = new OpenCopies(
                    Map.of(EndpointKind.IMAP, servers),
                    new MailboxLogins(
                            new ReferenceResolver(Map.of(), folder, purpose -> Secret.of(""), ownSecrets), NO_TOKENS),
                    ownLedger,
                    new DailyLimits(new JdbcDailyTraffic(own), days),
                    home.spool(),
                    copying,
                    copying::sleep);
            return new WorkerRooms(
                    rooms.with(new EndpointGates(time, time::sleep, new Random(2), 1000))
                            .with(ownLedger, ownCopies),
                    new JdbcPartitionLeases(own, RELEASE),
                    new JdbcWorkerList(own, RELEASE),
                    lease -> new JdbcUserLedger(own.fenced(lease), sealer, CLOCK),
                    new JdbcBatchStore(own),
                    new JdbcBatchSettings(own),
                    new YamlJobFileReader(new JdbcEndpointCatalog(own, sealer)),
                    new RunOrders(ownSecrets));
        };
        managers = remote -> new SpringBatchRunner(
                manage, service, batches, new Passes(batch, rooms.with(remote)), rooms.with(remote), runClock, watch);
        runners =
                () -> new SpringBatchRunner(manage, service, batches, new Passes(batch, rooms), rooms, runClock, watch);
        runner = runners.get();
    }

    /** Fills the mailbox at the source with as many items in each of two folders. */
    void seed(String user, int items) {
        for (FolderPath path : List.of(FolderPath.INBOX, FolderPath.of("Work", "Größe"))) {
            servers.source(user).folder(path);
            for (int i = 0; i < items; i++) {
                deliver(user, path, "item " + i);
            }
        }
    }

    void deliver(String user, FolderPath path, String subject) {
        servers.source(user)
                .deliver(
                        path,
                        MemoryItem.of(
                                "Subject: " + subject + "\r\n\r\nbody of " + subject + " in " + path + "\r\n",
                                Instant.parse("2020-05-01T10:00:00Z"),
                                Marks.NONE));
    }

    Path csv(String... lines) {
        return write("users.csv", String.join("\r\n", lines) + "\r\n");
    }

    Path csv(String name, List<String> lines) {
        return write(name, String.join("\r\n", lines) + "\r\n");
    }

    /** The rows are in the ledger, and nothing is copied. */
    void importOnly(Path jobFile) {
        ledger.importRows(BATCH, manage.readForRun(jobFile).csv().rows());
    }

    Path imapJob(String... keys) {
        return write("wave-1.yml", """
                name: wave-1
                type: imap
                csv: users.csv
                source: { endpoint: old-mail }
                target: { endpoint: new-mail }
                %s
                endpoints:
                  - { name: old-mail, kind: imap, host: old.example.test, login: { as: user } }
                  - { name: new-mail, kind: imap, host: new.example.test, login: { as: admin, user: boss, password: "file:secret" } }
                """.formatted(String.join("\n", keys)));
    }

    /** Another batch of this world. */
    Path imapJob(BatchName name, String csv) {
        return write(name + ".yml", """
                name: %s
                type: imap
                csv: %s
                source: { endpoint: old-mail }
                target: { endpoint: new-mail }
                endpoints:
                  - { name: old-mail, kind: imap, host: old.example.test, login: { as: user } }
                  - { name: new-mail, kind: imap, host: new.example.test, login: { as: admin, user: boss, password: "file:secret" } }
                """.formatted(name, csv));
    }

    /** The same with the source at a real socket. */
    Path imapJobFrom(int port, String... keys) {
        return write("wave-1.yml", """
                name: wave-1
                type: imap
                csv: users.csv
                source: { endpoint: old-mail }
                target: { endpoint: new-mail }
                %s
                endpoints:
                  - { name: old-mail, kind: imap, host: 127.0.0.1, port: %d, security: none, allowPlaintext: true, login: { as: user } }
                  - { name: new-mail, kind: imap, host: new.example.test, login: { as: admin, user: boss, password: "file:secret" } }
                """.formatted(String.join("\n", keys), port));
    }

    Path stagedJob(String... keys) {
        write("old", "old");
        return write("wave-1.yml", """
                name: wave-1
                type: staged
                csv: users.csv
                source: { endpoint: old-mail }
                target: { endpoint: new-mail }
                sourceDirectory: { endpoint: old-dir }
                targetDirectory: { endpoint: new-dir }
                targetDeliveryDomain: new.example.test
                notify: [admin@example.test]
                %s
                endpoints:
                  - { name: old-mail, kind: imap, host: old.example.test, login: { as: admin, user: boss, password: "file:secret" } }
                  - { name: new-mail, kind: imap, host: new.example.test, login: { as: admin, user: boss, password: "file:secret" } }
                  - { name: old-dir, kind: ldap, host: old.example.test, baseDn: "dc=test", login: { as: admin, user: "cn=x", password: "file:old" } }
                  - { name: new-dir, kind: ldap, host: new.example.test, baseDn: "dc=test", login: { as: admin, user: "cn=x", password: "file:secret" } }
                  - { name: relay, kind: smtp, host: smtp.example.test, from: stagepost@example.test }
                """.formatted(String.join("\n", keys)));
    }

    Path write(String name, String text) {
        try {
            Files.writeString(folder.resolve("secret"), "boss-word");
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same world as the next process finds it. */
    JobWorld reopened() {
        runner = runners.get();
        return this;
    }

    RunResult run(Path jobFile) {
        return runner.run(jobFile, new SilentListener());
    }

    RunResult complete() {
        return runner.complete(BATCH, new SilentListener());
    }

    RunResult restart() {
        return runner.restart(BATCH, new SilentListener());
    }

    /** Jobs and steps that look alive, or that Spring Batch would never start again. */
    List<String> unfinished() {
        return sql.sql(
                        "SELECT STEP_NAME FROM BATCH_STEP_EXECUTION WHERE STATUS IN ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN')"
                                + " UNION ALL SELECT 'job' FROM BATCH_JOB_EXECUTION"
                                + " WHERE STATUS IN ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN')")
                .query(String.class)
                .list();
    }

    /** Tables of ours and of Spring Batch that hold rows, and how many. */
    /** But for the store's note which key seals its secrets. */
    String rows() {
        return sql
                .sql(
                        "SELECT UPPER(TABLE_NAME) FROM INFORMATION_SCHEMA.TABLES WHERE UPPER(TABLE_SCHEMA) = 'PUBLIC' AND TABLE_TYPE = 'BASE TABLE'"
                                + " AND UPPER(TABLE_NAME) <> 'SCHEMA_HISTORY' AND TABLE_NAME NOT LIKE '%#_SEQ' ESCAPE '#' ORDER BY 1")
                .query(String.class)
                .list()
                .stream()
                .map(table -> table + "="
                        + sql.sql("SELECT COUNT(*) FROM " + table
                                        + (table.equals("STORED_SECRET") ? " WHERE SECRET_NAME <> '/keys'" : ""))
                                .query(Long.class)
                                .single())
                .filter(count -> !count.endsWith("=0"))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    BatchValidation validate() {
        return validation.validate(manage.known(BATCH));
    }

    void create(Path jobFile) {
        manage.create(jobFile);
    }

    /** {@code {ann=SYNCED, bob=FAILED}}. */
    String users() {
        return users(BATCH);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String users(BatchName batch) {
        return ledger.users(batch).stream()
                .map(user -> user.row().address().localPart() + "=" + user.status())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Texts of all items of the mailbox, folder by folder, in order. */
    static List<String> contents(MemoryMailbox mailbox) {
        return mailbox.folders().stream()
                .filter(Folder::selectable)
                .flatMap(
                        listed -> mailbox.items(listed.path()).stream().map(item -> listed.path() + ": " + item.text()))
                .toList();
    }

    /** Steps of the last job execution, {@code name status}, in the order they were made. */
    List<String> steps() {
        return sql.sql("""
                        select step_name, status from batch_step_execution where job_execution_id =
                        (select max(job_execution_id) from batch_job_execution) order by step_execution_id""")
                .query((row, number) -> row.getString(1) + " " + row.getString(2))
                .list();
    }

    @Override
    public void close() {
        store.close();
    }

    /** For the servers' limits by the day; not for the run. */
    void daysPass(int some) {
        days.later = days.later.plus(Duration.ofDays(some));
    }

    private static final class LaterClock extends Clock {
        private volatile Duration later = Duration.ZERO;

        @Override
        public Instant instant() {
            return CLOCK.instant().plus(later);
        }

        @Override
        public ZoneId getZone() {
            return CLOCK.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final class Directories implements DirectoryConnector {
        @Override
        public Directory open(Endpoint endpoint, Secret password) {
            DirectoryConnector real = realDirectories;
            return real == null
                    ? MemoryDirectory.of(password, sourceDirectory, targetDirectory)
                    : real.open(endpoint, password);
        }

        @Override
        public List<ProbeStage> probe(Endpoint endpoint, Secret password) {
            return List.of();
        }
    }
}
