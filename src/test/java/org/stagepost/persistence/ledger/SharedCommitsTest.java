package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.MigrationUserStatus;

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
    void whatFailsTogetherFailsByItselfInItsOwnWords() {
        assertThatThrownBy(() -> rig.transactions.callShared(session -> begins(session, "nobody")))
                .hasMessage("nobody is no user");
    }

    /** @return whose work was done */
    private List<String> annAnd(String... names) throws InterruptedException {
        List<String> done = new ArrayList<>();
        Thread ann = thread("ann", done);
        ann.start();
        annWorks.await();
        List<Thread> others = new ArrayList<>();
        for (String name : names) {
            others.add(thread(name, done));
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

    private Thread thread(String name, List<String> done) {
        return new Thread(() -> shared.call(session -> begins(session, name)).ifPresent(result -> {
            synchronized (done) {
                done.add(result);
            }
        }));
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
