package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.testing.TestStores;

/** Ann's transaction is open while the others come. */
@Tag("store")
@Timeout(60)
class SharedCommitsTest {
    private final UserMoves moves = new UserMoves();
    private final LedgerRig rig;
    private final SharedCommits shared;
    private final CountDownLatch annWorks = new CountDownLatch(1);
    private final CountDownLatch othersWait = new CountDownLatch(1);
    private int transactions;

    SharedCommitsTest(@TempDir Path folder) {
        rig = new LedgerRig(folder);
        rig.importUsers("ann", "bob", "cid", "dan");
        shared = new SharedCommits(work -> {
            transactions++;
            rig.transactions.run(work);
        });
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void whoeverComesWhileOneCommitsIsCommittedTogether() throws InterruptedException {
        assertThat(annAnd("bob", "cid", "dan")).containsExactlyInAnyOrder("ann", "bob", "cid", "dan");

        assertThat(transactions).isEqualTo(2);
        assertThat(rig.show()).isEqualTo("{ann=VALIDATING, bob=VALIDATING, cid=VALIDATING, dan=VALIDATING}");
    }

    @Test
    void whereOneFailsNothingOfThemIsDoneAndTheNextComesIn() throws InterruptedException {
        assertThat(annAnd("bob", "nobody", "dan")).containsExactly("ann");

        assertThat(rig.show()).isEqualTo("{ann=VALIDATING, bob=QUEUED, cid=QUEUED, dan=QUEUED}");
        assertThat(shared.call(session -> begins(session, "cid"))).contains("cid");
        assertThat(rig.show()).isEqualTo("{ann=VALIDATING, bob=QUEUED, cid=VALIDATING, dan=QUEUED}");
    }

    @Test
    void whatFailsTogetherIsDoneByItself() throws InterruptedException {
        Assumptions.assumeFalse(TestStores.POSTGRESQL); // commits are not shared there

        assertThat(annAnd(work -> Optional.of(rig.transactions.callShared(work)), "bob", "nobody", "dan"))
                .containsExactlyInAnyOrder("ann", "bob", "dan", "nobody is no user");

        assertThat(rig.show()).isEqualTo("{ann=VALIDATING, bob=VALIDATING, cid=QUEUED, dan=VALIDATING}");
    }

    private List<String> annAnd(String... names) throws InterruptedException {
        return annAnd(shared::call, names);
    }

    /** @return whose work was done, and what was thrown */
    private List<String> annAnd(Function<Function<Session, String>, Optional<String>> transaction, String... names)
            throws InterruptedException {
        List<String> done = new ArrayList<>();
        Thread ann = thread(transaction, "ann", done);
        ann.start();
        annWorks.await();
        List<Thread> others = new ArrayList<>();
        for (String name : names) {
            others.add(thread(transaction, name, done));
        }
        others.forEach(Thread::start);
        for (Thread other : others) {
            while (other.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        othersWait.countDown();
        ann.join();
        for (Thread other : others) {
            other.join();
        }
        return done;
    }

    private Thread thread(
            Function<Function<Session, String>, Optional<String>> transaction, String name, List<String> done) {
        return new Thread(() -> outcome(transaction, name).ifPresent(outcome -> {
            synchronized (done) {
                done.add(outcome);
            }
        }));
    }

    private Optional<String> outcome(Function<Function<Session, String>, Optional<String>> transaction, String name) {
        try {
            return transaction.apply(session -> begins(session, name));
        } catch (IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private String begins(Session session, String name) {
        if (name.equals("nobody")) {
            throw new IllegalStateException("nobody is no user");
        }
        moves.become(session, rig.id(name), MigrationUserStatus.VALIDATING, rig.clock.instant());
        if (name.equals("ann")) {
            annWorks.countDown();
            awaitOthers();
        }
        return name;
    }

    private void awaitOthers() {
        try {
            othersWait.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
