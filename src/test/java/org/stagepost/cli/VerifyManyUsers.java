package org.stagepost.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.MailboxSurvey;
import org.stagepost.mailbox.MemoryMailbox;
import org.stagepost.mailbox.ProbeDepth;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchVerification;
import org.stagepost.migration.DailyLimits;
import org.stagepost.migration.KeptProof;
import org.stagepost.migration.MailboxLogins;
import org.stagepost.migration.MemoryTraffic;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.UserRow;
import org.stagepost.migration.UserSettings;
import org.stagepost.migration.VerifyBatch;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FolderPath;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.UserId;
import org.stagepost.proof.Depth;
import org.stagepost.report.ManifestFiles;
import org.stagepost.report.ProofViews;
import org.stagepost.sync.FolderTally;
import org.stagepost.sync.JournalEntry;

/** Verifies 200 empty mailboxes, each with the journal of 20,000 items: in a process of its own, whose heap is bounded. */
final class VerifyManyUsers {
    private static final int USERS = 200;
    /** 30 for each item. */
    private static final int JOURNAL_BYTES = 600_000;

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private VerifyManyUsers() {}

    public static void main(String[] arguments) throws IOException {
        HomeFolder home = new HomeFolder(Path.of(arguments[0]));
        Path job = Files.writeString(home.root().resolve("wave-1.yml"), """
                name: wave-1
                type: imap
                csv: users.csv
                source: { endpoint: old-mail }
                target: { endpoint: old-mail }
                maxConcurrentMigrations: 4
                endpoints:
                  - { name: old-mail, kind: imap, host: old.example.test, login: { as: user } }
                """);
        FakeContexts contexts = new FakeContexts();
        contexts.views.put("wave-1", Samples.batch("wave-1", BatchStatus.SYNCED, job));
        for (int user = 1; user <= USERS; user++) {
            contexts.ledger.users.add(user(user));
        }
        contexts.ledger.journals = VerifyManyUsers::journal;
        VerifyBatch verify = new VerifyBatch(
                contexts.control(home).manageBatches(),
                contexts.ledger,
                Map.of(EndpointKind.IMAP, new EmptyMailboxes()),
                new MailboxLogins((reference, purpose) -> Secret.of("secret"), (grant, mailbox, halted) -> {
                    throw new IllegalStateException(mailbox);
                }),
                new DailyLimits(new MemoryTraffic(), Clock.systemUTC()),
                Clock.systemUTC(),
                pause -> {});
        BatchVerification verification = verify.prepare(contexts.views.get("wave-1"), List.of(), Depth.FULL);
        try (KeptProof.Round round = new ManifestFiles(home).open(verification.batch(), Depth.FULL, false)) {
            verification.load(round, () -> false);
            System.out.println(ProofViews.sentence(verification.run(round, user -> {}, () -> false)));
        }
    }

    private static MigrationUser user(int number) {
        UserRow row = new UserRow(
                number,
                new EmailAddress("user" + number + "@example.test"),
                "",
                SecretReference.parse("env:PASSWORD"),
                false,
                "",
                "",
                SecretReference.parse("env:PASSWORD"));
        var progress = new MigrationUser.Progress(false, false, 1, false, 1, FolderTally.NOTHING, NOON, NOON, NOON);
        return new MigrationUser(
                new UserId(number),
                new BatchName("wave-1"),
                row,
                MigrationUserStatus.SYNCED,
                progress,
                UserSettings.NONE,
                null);
    }

    private static List<JournalEntry> journal(UserId id) {
        byte[] state = new byte[JOURNAL_BYTES];
        new Random(id.value()).nextBytes(state);
        return List.of(new JournalEntry(FolderPath.INBOX, FolderPath.INBOX, state, FolderTally.NOTHING));
    }

    private static final class EmptyMailboxes implements MailboxConnector {
        @Override
        public EndpointKind kind() {
            return EndpointKind.IMAP;
        }

        @Override
        public SourceMailbox openSource(Endpoint endpoint, MailboxLogin login) {
            return new MemoryMailbox(Clock.systemUTC()).source();
        }

        @Override
        public TargetMailbox openTarget(Endpoint endpoint, MailboxLogin login) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MailboxSurvey openSurvey(Endpoint endpoint, MailboxLogin login) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ProbeStage> probe(Endpoint endpoint, Optional<MailboxLogin> login, ProbeDepth depth) {
            return List.of();
        }
    }
}
