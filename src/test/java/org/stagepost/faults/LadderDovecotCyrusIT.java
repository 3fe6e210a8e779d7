package org.stagepost.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stagepost.testing.RequiresServer;

/**
 * First copy, kill, resume and incremental pass on servers that lack something: each extension in turn, and the rungs
 * of a ladder from none to all; and on compressed connections. Size: {@code campaign.rungs}, {@code all} or the number of a sample.
 */
@Tag("campaign")
@RequiresServer({"dovecot", "cyrmaster", "saslpasswd2"})
class LadderDovecotCyrusIT {
    private static final List<String> EXTENSIONS = List.of(
            "UIDPLUS",
            "LITERAL+",
            "MULTIAPPEND",
            "CONDSTORE",
            "QRESYNC",
            "LIST-STATUS",
            "LIST-EXTENDED",
            "SPECIAL-USE",
            "CREATE-SPECIAL-USE",
            "NAMESPACE",
            "ENABLE",
            "ESEARCH",
            "SASL-IR",
            "BINARY",
            "ID",
            "UNSELECT",
            "CHILDREN",
            "OBJECTID",
            "STATUS=SIZE",
            "COMPRESS=DEFLATE",
            "IDLE",
            "MOVE");
    private static final List<List<String>> LADDER = List.of(
            List.of(),
            List.of("UIDPLUS"),
            List.of("UIDPLUS", "LITERAL+"),
            List.of("UIDPLUS", "LITERAL+", "MULTIAPPEND"),
            List.of("UIDPLUS", "LITERAL+", "MULTIAPPEND", "CONDSTORE", "ENABLE"),
            List.of("UIDPLUS", "LITERAL+", "MULTIAPPEND", "CONDSTORE", "ENABLE", "QRESYNC"),
            List.of("LITERAL+"),
            List.of("MULTIAPPEND"),
            List.of("LITERAL+", "MULTIAPPEND"));
    /** Of Dovecot and Cyrus as source and target. */
    private static final int PAIRINGS = 4;

    private static final int MAILBOXES = 2;
    private static final int MESSAGES = 60;
    private static final String SIZE = System.getProperty("campaign.rungs", "1");

    private static MailServer dovecot;
    private static MailServer cyrus;

    @BeforeAll
    static void start() {
        int users = 2 * MAILBOXES * (EXTENSIONS.size() + LADDER.size() + PAIRINGS) + 10;
        dovecot = MailServer.dovecot(users);
        cyrus = MailServer.cyrusBesideInbox(users);
    }

    @AfterAll
    static void stop() {
        dovecot.close();
        cyrus.close();
    }

    /** Each rung by what is missing. */
    static List<Set<String>> rungs() {
        Stream<Set<String>> ladder = LADDER.stream().map(LadderDovecotCyrusIT::allBut);
        List<Set<String>> rungs = new ArrayList<>(
                Stream.concat(ladder, EXTENSIONS.stream().map(Set::of)).toList());
        return SIZE.equals("all") ? rungs : rungs.subList(0, Integer.parseInt(SIZE));
    }

    private static Set<String> allBut(List<String> offered) {
        Set<String> missing = new TreeSet<>(EXTENSIONS);
        offered.forEach(missing::remove);
        return missing;
    }

    @ParameterizedTest
    @MethodSource("rungs")
    void everyMessageIsThereOnceWithout(Set<String> missing) {
        int pairing = Math.floorMod(rungs().indexOf(missing), PAIRINGS);
        copyAndGoOn(missing.hashCode(), missing, pairing, Batch.Line.READABLE);
    }

    static IntStream pairings() {
        return IntStream.range(0, SIZE.equals("all") ? PAIRINGS : Math.min(PAIRINGS, Integer.parseInt(SIZE)));
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void everyMessageIsThereOnceOnCompressedConnections(int pairing) {
        copyAndGoOn(pairing, Set.of(), pairing, Batch.Line.COMPRESSED);
    }

    private static void copyAndGoOn(int seed, Set<String> missing, int pairing, Batch.Line line) {
        Random random = new Random(seed);
        MailServer from = pairing == 1 || pairing == 2 ? cyrus : dovecot;
        MailServer to = pairing == 0 || pairing == 2 ? cyrus : dovecot;
        SourceMailboxes sources = new SourceMailboxes(from, MAILBOXES, MESSAGES);
        KillSwitch killSwitch = new KillSwitch(random);
        try (CopyTrial copy = new CopyTrial(sources, to, MAILBOXES, killSwitch, line)) {
            copy.sourceProxy().hide(missing);
            copy.targetProxy().hide(missing);
            Program first = copy.batch().start();
            killSwitch.arm(first, MESSAGES * MAILBOXES * 1_000);
            first.exitCode();
            killSwitch.disarm();

            Verdict verdict = completed(copy, "resumed");
            sources.liveOn(seed);
            Verdict next = completed(copy, "incremental");

            var before = copy.positions();
            completed(copy, "nothing to do");
            assertThat(copy.positions()).as("a further run writes nothing").isEqualTo(before);
            Campaign.tell("ladder without " + missing + ", " + line + ": " + verdict.expected() + " and "
                    + next.expected()
                    + " messages, lost " + (verdict.lost() + next.lost()) + ", duplicated "
                    + (verdict.duplicated() + next.duplicated()) + ", altered " + (verdict.altered() + next.altered()));
        }
    }

    private static Verdict completed(CopyTrial copy, String phase) {
        Batch.Outcome run = copy.batch().run();
        assertThat(run.exitCode()).as(phase + ": " + run.output()).isZero();
        Verdict verdict = copy.verdict();
        assertThat(verdict.isClean()).as(phase + ": " + verdict).isTrue();
        return verdict;
    }
}
