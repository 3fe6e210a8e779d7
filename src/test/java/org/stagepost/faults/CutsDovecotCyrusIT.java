package org.stagepost.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.stagepost.testing.RequiresServer;

/**
 * Connections that break at every class of byte, on both sides, by FIN, by RST, half, or after a silence; some split
 * into single bytes or delayed. Sizes: {@code campaign.cuts}, {@code campaign.messages}.
 */
@Tag("campaign")
@RequiresServer({"dovecot", "cyrmaster", "saslpasswd2"})
class CutsDovecotCyrusIT {
    private static final int CUTS = Campaign.size("cuts", 8);
    private static final int MESSAGES = Campaign.size("messages", 60);
    private static final int MAILBOXES = 8;
    private static final int CUTS_PER_TRIAL = 24;
    private static final int RUNS_PER_TRIAL = 60;
    private static final List<Act> ACTS = List.of(Act.FIN, Act.RST, Act.FIN, Act.RST, Act.HALF, Act.STALL);

    private static MailServer dovecot;
    private static MailServer cyrus;
    private static List<SourceMailboxes> sources;

    @BeforeAll
    static void start() {
        int users = MAILBOXES * (CUTS / CUTS_PER_TRIAL * 2 + 8);
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
    void everyMessageIsThereOnceWhereverConnectionsBreak() {
        Random random = new Random(Campaign.seed());
        FaultQueue faults = new FaultQueue(planned(random), random);
        Verdict all = Verdict.NOTHING;
        for (int trial = 0; faults.struck().size() < CUTS && !faults.isEmpty(); trial++) {
            SourceMailboxes source = sources.get(trial % 4 == 1 || trial % 4 == 2 ? 1 : 0);
            MailServer target = trial % 4 == 0 || trial % 4 == 2 ? cyrus : dovecot;
            faults.allow(Math.min(CUTS_PER_TRIAL, CUTS - faults.struck().size()));
            try (CopyTrial copy = new CopyTrial(source, target, MAILBOXES, faults)) {
                all = all.plus(verdict(copy, faults, "trial " + trial));
            }
        }
        tell(faults, all);
        assertThat(faults.struck()).hasSize(CUTS);
        assertThat(sources).allSatisfy(source -> assertThat(source.touched()).isEmpty());
    }

    /** More than are needed: some places are never reached. */
    private static List<Fault> planned(Random random) {
        List<Fault> faults = new ArrayList<>();
        while (faults.size() < 2 * CUTS + 20) {
            List<Fault> round = new ArrayList<>();
            for (ByteClass kind : ByteClass.values()) {
                boolean isLiteral = kind.name().contains("LITERAL");
                boolean isOfSource = kind.way() == Way.TO_CLIENT;
                if (!isLiteral || isOfSource) {
                    round.add(fault(false, kind, random));
                }
                if (!isLiteral || !isOfSource) {
                    round.add(fault(true, kind, random));
                }
                if (isLiteral) {
                    round.add(fault(!isOfSource, kind, random));
                }
            }
            Collections.shuffle(round, random);
            faults.addAll(round);
        }
        return faults;
    }

    private static Fault fault(boolean atTarget, ByteClass kind, Random random) {
        boolean isLong = kind.name().contains("MIDDLE") || kind.name().contains("MID_");
        boolean isOnce = kind.name().contains("LOG") || kind == ByteClass.GREETING;
        return new Fault(
                atTarget,
                kind,
                isOnce ? 1 : 1 + random.nextInt(6),
                isLong ? random.nextInt(30) : random.nextInt(2),
                ACTS.get(random.nextInt(ACTS.size())));
    }

    private static Verdict verdict(CopyTrial copy, FaultQueue faults, String trial) {
        Batch.Outcome last = copy.batch().run();
        for (int i = 1; (last.exitCode() != 0 || faults.mayStrike()) && i < RUNS_PER_TRIAL; i++) {
            last = copy.batch().run();
        }
        faults.allow(0);
        last = copy.batch().run();
        assertThat(last.exitCode()).as(trial + ": " + last.output()).isZero();
        Verdict verdict = copy.verdict();
        assertThat(verdict.isClean()).as(trial + ": " + verdict).isTrue();
        var before = copy.positions();
        assertThat(copy.batch().run().exitCode()).isZero();
        assertThat(copy.positions())
                .as(trial + ": a further run writes nothing")
                .isEqualTo(before);
        return verdict;
    }

    private static void tell(FaultQueue faults, Verdict all) {
        Map<ByteClass, Map<String, Long>> table = faults.struck().stream()
                .collect(Collectors.groupingBy(
                        Fault::kind,
                        TreeMap::new,
                        Collectors.groupingBy(Fault::column, TreeMap::new, Collectors.counting())));
        table.forEach((kind, row) -> Campaign.tell("cuts: " + kind + " " + row));
        Campaign.tell("cuts: places never reached: " + faults.unreached().size());
        Campaign.tell("cuts: " + faults.struck().size() + " cuts, " + all.expected() + " messages, lost " + all.lost()
                + ", duplicated " + all.duplicated() + ", altered " + all.altered());
    }
}
