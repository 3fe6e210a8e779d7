package org.stagepost.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.stagepost.testing.RequiresServer;

/**
 * kill -9 of the real process, restarted at once, between real servers, with others delivering meanwhile. Sizes:
 * {@code campaign.kills}, {@code campaign.killsPerTrial}, {@code campaign.messages}.
 */
@Tag("campaign")
@RequiresServer({"dovecot", "cyrmaster", "saslpasswd2"})
class KillsDovecotCyrusIT {
    private static final int KILLS = Campaign.size("kills", 2);
    private static final int KILLS_PER_TRIAL = Campaign.size("killsPerTrial", 2);
    private static final int MESSAGES = Campaign.size("messages", 100);
    private static final int MAILBOXES = 3;
    private static final int ATTEMPTS = 5;

    private static MailServer dovecot;
    private static MailServer cyrus;
    private static List<SourceMailboxes> sources;

    private final Random random = new Random(Campaign.seed());

    @BeforeAll
    static void start() {
        int users = MAILBOXES * (KILLS + 4);
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

    @Test
    void everyMessageIsThereOnceWheneverTheProcessDies() {
        int kills = 0;
        Verdict all = Verdict.NOTHING;
        for (int trial = 0; kills < KILLS; trial++) {
            // D→C, C→D, C→C, D→D
            SourceMailboxes source = sources.get(trial % 4 == 1 || trial % 4 == 2 ? 1 : 0);
            MailServer target = trial % 4 == 0 || trial % 4 == 2 ? cyrus : dovecot;
            KillSwitch killSwitch = new KillSwitch(random);
            try (CopyTrial copy = new CopyTrial(source, target, 2, killSwitch)) {
                int before = kills;
                for (int i = 0; i < KILLS_PER_TRIAL; i++) {
                    kills += kill(copy, killSwitch) ? 1 : 0;
                }
                killSwitch.disarm();
                all = all.plus(verdict(copy, "trial " + trial + " after " + (kills - before) + " kills"));
            }
        }
        Campaign.tell("kills: " + kills + " kills, " + all.expected() + " messages, lost " + all.lost()
                + ", duplicated " + all.duplicated() + ", altered " + all.altered());
        assertThat(sources).allSatisfy(source -> assertThat(source.touched()).isEmpty());
    }

    /** @return whether it died by our hand */
    private boolean kill(CopyTrial copy, KillSwitch killSwitch) {
        Program program = copy.batch().start();
        int way = random.nextInt(10);
        if (way < 3) {
            program.endsWithin(random.nextInt(way == 0 ? 600 : 3_500));
            boolean killed = program.isAlive();
            program.kill();
            program.exitCode();
            return killed;
        }
        killSwitch.arm(program, MESSAGES * MAILBOXES * 1_500);
        if (random.nextBoolean()) {
            program.endsWithin(random.nextInt(3_000));
            copy.deliverForeignMail(random.nextInt(MAILBOXES));
        }
        program.exitCode();
        return killSwitch.hasStruck(program);
    }

    private static Verdict verdict(CopyTrial copy, String trial) {
        Program last = copy.batch().start();
        for (int i = 1; last.exitCode() != 0 && i < ATTEMPTS; i++) {
            last = copy.batch().start();
        }
        assertThat(last.exitCode()).as(trial + ": " + last.output()).isZero();
        Verdict verdict = copy.verdict();
        assertThat(verdict.isClean()).as(trial + ": " + verdict).isTrue();
        var before = copy.positions();
        Program again = copy.batch().start();
        assertThat(again.exitCode()).as(again.output()).isZero();
        assertThat(copy.positions())
                .as(trial + ": a further run writes nothing")
                .isEqualTo(before);
        return verdict;
    }
}
