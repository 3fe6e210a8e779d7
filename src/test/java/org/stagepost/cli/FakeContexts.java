package org.stagepost.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.discovery.Discovery;
import org.stagepost.discovery.DiscoverySettings;
import org.stagepost.discovery.DomainLook;
import org.stagepost.discovery.DomainState;
import org.stagepost.discovery.Found;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointCatalog;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.job.BatchRunner;
import org.stagepost.job.BatchScheduler;
import org.stagepost.job.Post;
import org.stagepost.job.RunListener;
import org.stagepost.job.RunResult;
import org.stagepost.job.SendMails;
import org.stagepost.migration.BatchChecklist;
import org.stagepost.migration.BatchForecast;
import org.stagepost.migration.BatchInputs;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchRequests;
import org.stagepost.migration.BatchSettings;
import org.stagepost.migration.BatchValidation;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.DailyLimits;
import org.stagepost.migration.EndpointSecrets;
import org.stagepost.migration.ForecastBatch;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.JobFileReader;
import org.stagepost.migration.JobState;
import org.stagepost.migration.MailboxLogins;
import org.stagepost.migration.ManageBatches;
import org.stagepost.migration.ManageEndpoints;
import org.stagepost.migration.ManageService;
import org.stagepost.migration.ManageUsers;
import org.stagepost.migration.MemoryTraffic;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationTotals;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MissingEndpoints;
import org.stagepost.migration.RemoveBatch;
import org.stagepost.migration.RunLook;
import org.stagepost.migration.ServiceConfig;
import org.stagepost.migration.UndoChanges;
import org.stagepost.migration.UserCsv;
import org.stagepost.migration.UserCsvReader;
import org.stagepost.migration.UserLedger;
import org.stagepost.migration.UserSettings;
import org.stagepost.migration.ValidateBatch;
import org.stagepost.migration.VerifyBatch;
import org.stagepost.migration.WorkerList;
import org.stagepost.migration.jobfile.YamlJobFileReader;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MailSender;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;
import org.stagepost.monitoring.Monitor;
import org.stagepost.sync.Sleeper;

/** Rooms in memory; notes what was opened, closed and asked for. */
final class FakeContexts implements Contexts {
    @Nullable
    Work worker;

    final FakeMembership membership = new FakeMembership();
    final List<String> log = new CopyOnWriteArrayList<>();
    final CountDownLatch stopped = new CountDownLatch(1);
    final FakeLedger ledger = new FakeLedger();
    final Map<String, BatchView> views = new TreeMap<>();
    final Map<String, Endpoint> stored = new TreeMap<>();
    final Map<String, String> endpointSettings = new HashMap<>();
    final List<String> mails = new ArrayList<>();
    Path traces = Path.of("/absent");
    String webhookTrouble = "";
    RunLook look = new QuietLook();
    /** None where the store is embedded. */
    @Nullable
    WorkerList workers;

    final List<OutgoingMail> sent = new ArrayList<>();
    MailSender relay = (mail, taken) -> sent.add(mail);
    final FakeRequests requests = new FakeRequests();
    final FakeHistory changes = new FakeHistory();
    boolean runnerAlive;
    boolean canLog = true;
    /** Another process runs batches. */
    boolean elsewhere;

    @Nullable
    BatchForecast forecast;

    BatchValidation validation =
            new BatchValidation(new BatchName("wave-1"), List.of(), List.of(), List.of(), List.of());
    Runnable atValidation = () -> {};
    Runnable atDiscovery = () -> {};
    Runnable atProbe = () -> {};
    /** What is to be asked for stays marked so, where a test looks at the login. */
    boolean keepAsked;

    /** Endpoints are read by the rules of job files, and not as a test says. */
    boolean realRules;

    final List<DiscoverySettings> discoveries = new ArrayList<>();
    Found found = new Found(List.of(), List.of());
    List<Finding> endpointFindings = List.of();
    List<ProbeStage> stages = List.of();
    UserCsvReader csvReader =
            (file, expectations) -> new UserCsv(file, List.of("EmailAddress"), ',', List.of(), List.of(), List.of());
    Function<RunListener, RunResult> batch = listener -> {
        throw new IllegalStateException("no batch was told to this fake");
    };

    FakeContexts withBatch(String name, MigrationUser... users) {
        views.put(name, Samples.batch(name));
        ledger.users.addAll(List.of(users));
        return this;
    }

    @Override
    public UserCsvReader csvReader() {
        return csvReader;
    }

    @Override
    public Discovery discovery(DiscoverySettings settings) {
        discoveries.add(settings);
        atDiscovery.run();
        return address -> found;
    }

    @Override
    public DomainLook domains(DiscoverySettings settings) {
        discoveries.add(settings);
        return new DomainLook() {
            @Override
            public List<DomainState> look(Collection<String> domains) {
                throw new UnsupportedOperationException();
            }

            @Override
            public DomainState.Reply addresses(String host) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Override
    public boolean log(HomeFolder home) {
        return canLog;
    }

    @Override
    public Control control(HomeFolder home) {
        log.add("look " + home.root());
        return new Rooms(home);
    }

    @Override
    public Run run(HomeFolder home) {
        log.add("run " + home.root());
        if (elsewhere) {
            runnerAlive = true;
            throw new MigrationException(FailureCode.BATCH_ALREADY_RUNNING, "another process uses the home folder");
        }
        return new Rooms(home);
    }

    @Override
    public Run runWithBroker(HomeFolder home) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Sandbox sandbox(Path folder) {
        log.add("sandbox " + folder);
        return new Sandbox() {
            @Override
            public Path jobFile() {
                return folder.resolve("demo.yml");
            }

            @Override
            public List<String> mails() {
                return mails;
            }

            @Override
            public void close() {
                log.add("sandbox closed");
            }
        };
    }

    @Override
    public Work work(HomeFolder home, int atOnce) {
        log.add("work " + home.root() + " " + atOnce);
        return Objects.requireNonNull(worker);
    }

    private final class Rooms implements Run, BatchQueries, JobFileReader, BatchRunner {
        private final HomeFolder home;

        Rooms(HomeFolder home) {
            this.home = home;
        }

        @Override
        public BatchRunner runner() {
            return this;
        }

        @Override
        public BatchQueries batches() {
            return this;
        }

        @Override
        public UserLedger users() {
            return ledger;
        }

        @Override
        public ManageBatches manageBatches() {
            BatchSettings settings = new FakeSettings();
            EndpointSecrets secrets = new EndpointSecrets((reference, purpose) -> Secret.of("secret"));
            BatchInputs inputs = new BatchInputs(this, csvReader, secrets, settings);
            return new ManageBatches(new FakeBatchStore(views), inputs, settings, membership, this, Clock.systemUTC());
        }

        @Override
        public ForecastBatch forecastBatch() {
            return jobFile -> {
                log.add("plan " + jobFile);
                return Objects.requireNonNull(forecast);
            };
        }

        @Override
        public ValidateBatch validateBatch() {
            return new ValidateBatch() {
                @Override
                public BatchValidation validate(MigrationBatch batch) {
                    atValidation.run();
                    return validation;
                }

                @Override
                public BatchValidation completion(MigrationBatch batch) {
                    log.add("dry completion " + batch.name());
                    return validation;
                }

                @Override
                public BatchValidation validate(Path jobFile) {
                    log.add("dry run " + jobFile.getFileName());
                    return validation;
                }
            };
        }

        @Override
        public Path trace(EmailAddress user) {
            log.add("trace " + user);
            return traces.resolve(user.value());
        }

        @Override
        public int rotateKey() {
            log.add("rotate");
            return 3;
        }

        @Override
        public List<String> replaceLostKey() {
            log.add("forget");
            return List.of("the password of endpoint 'old-mail'");
        }

        @Override
        public BatchScheduler scheduler() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> webhookTrouble() {
            return webhookTrouble.isEmpty() ? Optional.empty() : Optional.of(webhookTrouble);
        }

        @Override
        public Optional<String> broker() {
            return Optional.empty();
        }

        @Override
        public OptionalInt metricsPort() {
            return OptionalInt.empty();
        }

        @Override
        public Monitor monitor(int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MigrationTotals totals() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Result<ServiceConfig> config(String origin, Map<String, String> settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ManageService manageService() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ManageUsers manageUsers() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Result<UserSettings> userSettings(String origin, Map<String, String> settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RunLook look() {
            return FakeContexts.this.look;
        }

        @Override
        public Optional<WorkerList> workers() {
            return Optional.ofNullable(workers);
        }

        @Override
        public BatchRequests requests() {
            return requests;
        }

        @Override
        public boolean runnerAlive() {
            return runnerAlive;
        }

        @Override
        public EndpointCatalog endpoints() {
            return new Catalog();
        }

        @Override
        public ManageEndpoints manageEndpoints() {
            return new ManageEndpoints(new Catalog(), (endpoint, request) -> {
                log.add("probe " + endpoint.name() + (request.mailbox().isEmpty() ? "" : " as " + request.mailbox())
                        + (request.asTarget() ? " as target" : ""));
                atProbe.run();
                return stages;
            });
        }

        @Override
        public UndoChanges undoChanges() {
            throw new UnsupportedOperationException();
        }

        @Override
        public RemoveBatch removeBatch() {
            return new RemoveBatch(manageBatches(), this, ledger, changes, (known, ldif) -> {
                log.add("kept "
                        + ldif.lines()
                                .filter(line -> line.startsWith("# takes back"))
                                .count());
                return Path.of("/home/reports/" + known.name() + "/directory-changes.ldif");
            });
        }

        @Override
        public VerifyBatch verifyBatch() {
            return new VerifyBatch(
                    manageBatches(),
                    ledger,
                    Map.of(),
                    new MailboxLogins(
                            (reference, purpose) -> {
                                if (reference.scheme() == SecretReference.Scheme.NONE) {
                                    return Secret.of("");
                                }
                                throw new MigrationException(
                                        FailureCode.SECRET_MISSING, purpose + ": " + reference + ": is not set");
                            },
                            (grant, mailbox, halted) -> {
                                throw new IllegalStateException(mailbox);
                            }),
                    new DailyLimits(new MemoryTraffic(), Clock.systemUTC()),
                    Clock.systemUTC(),
                    Sleeper.system());
        }

        @Override
        public BatchChecklist checklist() {
            return new BatchChecklist(manageBatches(), ledger, changes, csvReader, Clock.systemUTC());
        }

        @Override
        public SendMails sendMails() {
            Post post = new Post((jobFile, halted) -> Optional.of(relay), home, Clock.systemUTC());
            return new SendMails(manageBatches(), this, post, home, Clock.systemUTC());
        }

        @Override
        public JobFileReader jobFiles() {
            return this;
        }

        @Override
        public Endpoint withSecretAsked(Endpoint endpoint) {
            boolean asked = endpoint.login().password().toString().equals("prompt");
            log.addAll(asked ? List.of("asked") : List.of());
            return asked && !keepAsked ? Samples.endpoint(endpoint.name(), "the typed password") : endpoint;
        }

        @Override
        public void close() {
            log.add("closed");
        }

        @Override
        public List<BatchView> list() {
            return List.copyOf(views.values());
        }

        @Override
        public List<MigrationBatch> uncounted() {
            return list().stream().map(BatchView::batch).toList();
        }

        @Override
        public Optional<BatchView> find(BatchName name) {
            return Optional.ofNullable(views.get(name.value()));
        }

        @Override
        public List<MigrationUser> users(BatchName name) {
            return ledger.users(name);
        }

        @Override
        public BatchReport report(BatchName name, JobState state) {
            return report(name);
        }

        @Override
        public BatchReport report(BatchName name) {
            return Samples.report(find(name).orElseThrow(), users(name));
        }

        @Override
        public Result<JobFile> read(Path file, String text, Function<BatchName, Map<String, String>> settings) {
            return new YamlJobFileReader(new Catalog()).read(file, text, settings);
        }

        @Override
        public Result<JobFile> read(Path file, Function<BatchName, Map<String, String>> settings) {
            return new YamlJobFileReader(new Catalog()).read(file, settings);
        }

        @Override
        public Optional<MissingEndpoints> missingEndpoints(
                Path file, Function<BatchName, Map<String, String>> settings) {
            return new YamlJobFileReader(new Catalog()).missingEndpoints(file, settings);
        }

        @Override
        public Result<Endpoint> endpoint(String origin, Map<String, String> settings) {
            if (realRules) {
                return new YamlJobFileReader(new Catalog()).endpoint(origin, settings);
            }
            endpointSettings.putAll(settings);
            boolean unusable =
                    endpointFindings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.FILE);
            String password = settings.getOrDefault("login.password", "");
            return unusable
                    ? Result.invalid(endpointFindings)
                    : Result.of(Samples.endpoint(settings.getOrDefault("name", ""), password), endpointFindings);
        }

        @Override
        public RunResult run(Path jobFile, RunListener listener) {
            log.add("batch " + jobFile);
            return batch.apply(listener);
        }

        @Override
        public RunResult restart(BatchName name, RunListener listener) {
            log.add("restart " + name);
            return batch.apply(listener);
        }

        @Override
        public RunResult start(BatchName name, RunListener listener) {
            log.add("start " + name);
            return batch.apply(listener);
        }

        @Override
        public boolean stop(BatchName name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean stop(BatchName name, EmailAddress user) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<BatchName> recover() {
            return Set.of();
        }

        @Override
        public RunResult complete(BatchName name, RunListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<BatchName> running() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void interrupt() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean update(BatchName name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void stop() {
            log.add("stop");
            stopped.countDown();
        }
    }

    private final class Catalog implements EndpointCatalog {
        @Override
        public Optional<Endpoint> find(String name) {
            return Optional.ofNullable(stored.get(name));
        }

        @Override
        public List<Endpoint> list() {
            return List.copyOf(stored.values());
        }

        @Override
        public void save(Endpoint endpoint) {
            stored.put(endpoint.name(), endpoint);
        }

        @Override
        public SecretReference keepRefreshToken(String endpoint, Secret token) {
            return SecretReference.parse("store:kept of " + endpoint);
        }

        @Override
        public boolean remove(String name) {
            return stored.remove(name) != null;
        }
    }
}
