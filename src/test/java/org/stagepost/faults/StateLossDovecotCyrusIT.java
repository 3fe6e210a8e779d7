package org.stagepost.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stagepost.testing.RequiresServer;

/**
 * The home folder is wiped, restored from an older copy or damaged in the middle of a copy. Sizes:
 * {@code campaign.states} of each kind, {@code campaign.messages}; {@code campaign.damage} is a pattern of kinds.
 */
@Tag("campaign")
@RequiresServer({"dovecot", "cyrmaster", "saslpasswd2"})
class StateLossDovecotCyrusIT {
    private static final int TRIALS = Campaign.size("states", 1);
    private static final String KINDS = System.getProperty("campaign.damage", ".*");
    private static final int MESSAGES = Campaign.size("messages", 60);
    private static final int MAILBOXES = 3;
    private static final int ATTEMPTS = 4;

    private static MailServer dovecot;
    private static MailServer cyrus;
    private static List<SourceMailboxes> sources;

    private final Map<String, Integer> endings = new java.util.TreeMap<>();

    @BeforeAll
    static void start() {
        int users = MAILBOXES * (TRIALS * HomeDamage.values().length + 2);
        dovecot = MailServer.dovecot(users);
        cyrus = MailServer.cyrus(users);
        sources = List.of(
                new SourceMailboxes(dovecot, MAILBOXES, MESSAGES), new SourceMailboxes(cyrus, MAILBOXES, MESSAGES));
    }

    @AfterAll
    static void stop() {
        dovecot.close();
        cyrus.close();
    }

    private static List<HomeDamage> damages() {
        return Arrays.stream(HomeDamage.values())
                .filter(damage -> damage.name().matches(KINDS))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("damages")
    void everyMessageIsThereOnceWhateverBecomesOfTheState(HomeDamage damage) {
        Verdict all = Verdict.NOTHING;
        for (int i = 0; i < TRIALS; i++) {
            int trial = i + damage.ordinal();
            SourceMailboxes source = sources.get(trial % 4 == 1 || trial % 4 == 2 ? 1 : 0);
            MailServer target = trial % 4 == 0 || trial % 4 == 2 ? cyrus : dovecot;
            Random random = new Random(Campaign.seed() + 1_000L * damage.ordinal() + i);
            KillSwitch killSwitch = new KillSwitch(random);
            try (CopyTrial copy = new CopyTrial(source, target, MAILBOXES, killSwitch)) {
                all = all.plus(verdict(copy, killSwitch, damage, random));
            }
        }
        Campaign.tell("state " + damage + ": " + TRIALS + " trials, " + all.expected() + " messages, lost " + all.lost()
                + ", duplicated " + all.duplicated() + ", altered " + all.altered() + "; endings " + endings);
    }

    private Verdict verdict(CopyTrial copy, KillSwitch killSwitch, HomeDamage damage, Random random) {
        Batch batch = copy.batch();
        Path older = batch.folder().resolve("older");
        interrupt(copy, killSwitch);
        if (damage == HomeDamage.ROLLED_BACK) {
            Batch.copy(batch.home(), older);
            interrupt(copy, killSwitch);
        }
        String done = damage + " " + damage.inflict(batch.home(), older, random);

        Batch.Outcome last = finish(copy, done, damage);

        assertThat(last.exitCode()).as(done + ": " + last.output()).isZero();
        Verdict verdict = copy.verdict();
        assertThat(verdict.isClean()).as(done + ": " + verdict).isTrue();
        var before = copy.positions();
        assertThat(batch.run().exitCode()).isZero();
        assertThat(copy.positions()).as(done + ": a further run writes nothing").isEqualTo(before);
        return verdict;
    }

    private static void interrupt(CopyTrial copy, KillSwitch killSwitch) {
        Program program = copy.batch().start();
        killSwitch.arm(program, MESSAGES * MAILBOXES * 1_000);
        program.exitCode();
        killSwitch.disarm();
    }

    /** As an administrator would: again, and where the program says that its files are damaged, without them. */
    private Batch.Outcome finish(CopyTrial copy, String done, HomeDamage damage) {
        Map<Integer, Integer> exits = new java.util.TreeMap<>();
        Batch.Outcome last = new Batch.Outcome(-1, "");
        for (int i = 0; last.exitCode() != 0 && i < ATTEMPTS; i++) {
            // a store that could not be opened leaves traces in its process
            last = damage.name().startsWith("FILE")
                    ? copy.batch().runApart()
                    : copy.batch().run();
            exits.merge(last.exitCode(), 1, Integer::sum);
            assertThat(last.output()).as(done).doesNotContain("\tat ", "INTERNAL");
            if (last.exitCode() == 2) {
                assertThat(last.output()).as(done).contains(copy.batch().home().toString());
                Batch.delete(copy.batch().home());
            }
        }
        endings.merge(exits.keySet().toString(), 1, Integer::sum);
        return last;
    }
}
