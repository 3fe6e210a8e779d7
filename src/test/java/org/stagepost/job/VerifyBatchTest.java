package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.mailbox.MemoryMailbox;
import org.stagepost.migration.BatchProof;
import org.stagepost.migration.BatchVerification;
import org.stagepost.migration.KeptProof;
import org.stagepost.migration.UserProof;
import org.stagepost.migration.VerifyBatch;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.proof.Depth;
import org.stagepost.report.ManifestFiles;
import org.stagepost.report.ProofViews;
import org.stagepost.sync.CopyJournal;
import org.stagepost.sync.FolderTally;
import org.stagepost.sync.JournalEntry;

/** What a verification takes over from an earlier one, and what it says of those that it does not look at. */
@Tag("store")
class VerifyBatchTest {
    private static final String HEADER = "EmailAddress,UserName,Password";
    private static final String ANN = "ann@example.test,ann,pw-ann";
    private static final String BOB = "bob@example.test,bob,pw-bob";
    private static final String CYD = "cyd@example.test,cyd,pw-cyd";
    private static final FolderPath WORK = FolderPath.of("Work", "Größe");

    private JobWorld world;
    private Path job;
    private Duration later = Duration.ZERO;
    /** Who was told, in any order. */
    private final List<String> told = new ArrayList<>();

    private Runnable beforeTheEnd = () -> {};

    @BeforeEach
    void copiesTwoUsers(@TempDir Path folder) {
        world = new JobWorld(folder);
        world.seed("ann", 2);
        world.seed("bob", 2);
        world.seed("cyd", 2);
        world.csv(HEADER, ANN, BOB);
        job = world.imapJob("maxConcurrentMigrations: 1");
        assertThat(world.run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        world.servers.hosts.clear();
    }

    @AfterEach
    void closesIt() {
        world.close();
    }

    /** Ends after the first mailbox. */
    private void interrupted(Depth depth) {
        BatchProof proof = verify(depth, 1);
        assertThat(proof.isStopped()).isTrue();
    }

    private BatchProof verify(Depth depth, String... addresses) {
        return verify(depth, Integer.MAX_VALUE, addresses);
    }

    private BatchProof verify(Depth depth, int mailboxes, String... addresses) {
        told.clear();
        List<EmailAddress> chosen = Stream.of(addresses).map(EmailAddress::new).toList();
        VerifyBatch verifying = world.verifying.apply(Clock.offset(Clock.systemUTC(), later));
        BatchVerification verification =
                verifying.prepare(world.queries.find(JobWorld.BATCH).orElseThrow(), chosen, depth);
        try (KeptProof.Round round = new ManifestFiles(world.home).open(verification.batch(), depth, false)) {
            verification.load(round, () -> false);
            BatchProof found = verification.run(round, this::told, () -> told.size() >= mailboxes);
            if (found.isStopped()) {
                return found;
            }
            beforeTheEnd.run();
            BatchProof proof = verifying.lookAgain(verification, found);
            files = round.end(proof);
            return proof;
        }
    }

    private KeptProof.Written files = new KeptProof.Written(Path.of(""), Path.of(""), Path.of(""), Path.of(""));

    private void told(UserProof user) {
        told.add(user.address().localPart() + " " + (user.isVerified() ? user.isClean() : user.failure()));
    }

    private static List<String> takenOver(BatchProof proof) {
        return proof.takenOver().stream()
                .map(user -> user.address().localPart())
                .toList();
    }

    @Test
    void goesOnAfterAnInterruptionWithThoseThatAreLeft() {
        interrupted(Depth.FULL);
        later = Duration.ofHours(23);

        BatchProof proof = verify(Depth.FULL);

        assertThat(proof.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(takenOver(proof)).containsExactly("ann");
        assertThat(ProofViews.takenOver(proof.takenOver()).orElseThrow())
                .startsWith("taken over: 1 mailbox, found the same by an earlier verification, of 20");
        assertThat(ProofViews.json(files)).contains("\"takenOver\" : 1");
    }

    @Test
    void whatWasFoundADayAgoIsNotUsedAgain() {
        interrupted(Depth.FULL);
        later = Duration.ofHours(25);

        assertThat(takenOver(verify(Depth.FULL))).isEmpty();
    }

    @Test
    void norWhatWasFoundWithOtherFolders() {
        interrupted(Depth.FULL);
        world.imapJob("maxConcurrentMigrations: 1", "excludeFolders: [Work/*]");

        BatchProof proof = verify(Depth.FULL);

        assertThat(takenOver(proof)).isEmpty();
        assertThat(ProofViews.json(files)).contains("\"excluded\" : 4");
    }

    @Test
    void norWhatWasFoundBeforeAFurtherPass() {
        interrupted(Depth.FULL);
        world.deliver("ann", WORK, "late");
        world.run(job);

        BatchProof proof = verify(Depth.FULL);

        assertThat(takenOver(proof)).isEmpty();
        assertThat(proof.tally().inSource()).isEqualTo(9);
    }

    @Test
    void norWhatWasFoundBeforeMoreWasRecordedInTheSamePass() {
        interrupted(Depth.FULL);
        CopyJournal journal =
                world.ledger.journal(world.ledger.users(JobWorld.BATCH).get(0).id());
        JournalEntry entry = journal.entries().get(0);
        FolderTally more = entry.tally().plus(new FolderTally(1, 0, 0, 0, 1, 0));
        journal.save(List.of(new JournalEntry(entry.source(), entry.target(), entry.state(), more)), List.of());

        assertThat(takenOver(verify(Depth.FULL))).isEmpty();
    }

    @Test
    void norWhatWasFoundAtAnotherDepth() {
        interrupted(Depth.ITEMS);

        assertThat(takenOver(verify(Depth.FULL))).isEmpty();
    }

    @Test
    void afterAFailureOfAnEndpointOnlyTheOthersAreLookedAt() {
        Runnable down = () -> world.servers.targetDown(told.size() == 1);
        world.servers.atOpening(down);
        BatchProof failed = verify(Depth.FULL);
        assertThat(failed.exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
        assertThat(told).containsExactly("ann true", "bob ENDPOINT_UNREACHABLE");
        world.servers.atOpening(() -> {});
        world.servers.targetDown(false);

        BatchProof proof = verify(Depth.FULL);

        assertThat(takenOver(proof)).containsExactly("ann");
        assertThat(proof.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(takenOver(verify(Depth.FULL))).isEmpty();
    }

    @Test
    void whoDifferedIsLookedAtAgainAfterAVerificationThatCouldNotVerifyAll() {
        MemoryMailbox copy = world.servers.target("ann@example.test");
        copy.rename(WORK, FolderPath.of("Elsewhere"));
        world.servers.atOpening(() -> world.servers.targetDown(told.size() == 1));
        assertThat(verify(Depth.FULL).exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
        assertThat(told).containsExactly("ann false", "bob ENDPOINT_UNREACHABLE");
        copy.rename(FolderPath.of("Elsewhere"), WORK);
        world.servers.atOpening(() -> {});
        world.servers.targetDown(false);

        BatchProof proof = verify(Depth.FULL);

        assertThat(takenOver(proof)).isEmpty();
        assertThat(told).containsExactly("ann true", "bob true");
        assertThat(proof.exitCode()).isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    void aMailboxOnWhichARunWorkedMeanwhileIsNeitherTheSameNorDifferent() {
        world.deliver("ann", WORK, "late");
        beforeTheEnd = () -> world.run(job);

        BatchProof proof = verify(Depth.FULL);

        assertThat(proof.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(proof.users()).extracting(UserProof::failure).containsOnly(FailureCode.CHANGED_MEANWHILE);
        assertThat(ProofViews.line(proof.users().get(0)))
                .isEqualTo("ann@example.test: NOT VERIFIED: CHANGED_MEANWHILE: changed meanwhile: a run worked on it"
                        + " (IncrementalSynced) since the verification began; verify again");
        assertThat(ProofViews.sentence(proof)).contains("2 changed meanwhile (verify again)");
        assertThat(ProofViews.json(files)).contains("\"failureCode\" : \"CHANGED_MEANWHILE\"", "\"clean\" : false");
    }

    @Test
    void aRunOfAnotherBatchChangesNothing() {
        beforeTheEnd = () -> {
            world.csv("others.csv", List.of(HEADER, CYD));
            world.run(world.imapJob(new BatchName("wave-2"), "others.csv"));
        };

        assertThat(verify(Depth.FULL).exitCode()).isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    void partOfABatchDoesNotTakeThePlaceOfItsManifest() throws IOException {
        verify(Depth.FULL);
        String whole = Files.readString(files.summary());

        BatchProof proof = verify(Depth.FULL, "bob@example.test");

        assertThat(proof.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(files.summary().getFileName()).hasToString("manifest-partial.json");
        assertThat(Files.readString(files.folder().resolve("manifest.json"))).isEqualTo(whole);
        assertThat(ProofViews.sentence(proof)).endsWith("partial: 1 of 2 mailboxes of the batch");
        assertThat(ProofViews.text(proof, files))
                .contains("PARTIAL: 1 of 2 mailboxes of the batch\nleft out, not asked for: 1\n");
        assertThat(ProofViews.json(files))
                .contains("\"whole\" : false", "\"mailboxesVerified\" : 1", "\"mailboxesOfBatch\" : 2")
                .contains("\"emailAddress\" : \"ann@example.test\",\n      \"why\" : \"not asked for\"");
    }

    @Test
    void rowsThatWereLeftOutAreNamed() {
        world.csv(HEADER, ANN, BOB, "no-address,x,y");
        world.run(job);

        BatchProof proof = verify(Depth.FULL);

        assertThat(proof.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(files.manifest().getFileName()).hasToString("manifest-partial.csv");
        assertThat(ProofViews.text(proof, files))
                .contains("PARTIAL: 2 of 3 mailboxes of the batch\nleft out, line 4 of the CSV: no-address: ");
    }

    @Test
    void rowsThatNoRunHasImportedYetAreNotVerified() {
        world.manage.addUsers(JobWorld.BATCH, world.csv("more.csv", List.of(HEADER, CYD)));

        BatchProof proof = verify(Depth.FULL);

        assertThat(proof.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(told).containsExactly("ann true", "bob true", "cyd BATCH_NOT_READY");
        assertThat(ProofViews.line(proof.users().get(2)))
                .isEqualTo("cyd@example.test: NOT VERIFIED: BATCH_NOT_READY: not imported yet: the next run takes it in"
                        + " (batch start wave-1)");
        assertThat(ProofViews.text(proof, files)).contains("verified: 2 of 3 mailboxes of the batch\n");
    }

    @Test
    void aBatchWhoseCsvIsGoneIsVerifiedByWhatWasImported() throws IOException {
        Files.delete(job.resolveSibling("users.csv"));

        BatchProof proof = verify(Depth.FULL);

        assertThat(proof.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(ProofViews.text(proof, files))
                .contains("note: rows that were added since the last run are not told");
    }
}
