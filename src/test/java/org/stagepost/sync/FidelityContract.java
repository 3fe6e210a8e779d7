package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSink;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.proof.CopyTime;
import org.stagepost.proof.Depth;
import org.stagepost.proof.Difference;
import org.stagepost.proof.Fate;
import org.stagepost.proof.MailboxProof;
import org.stagepost.proof.MailboxToRead;
import org.stagepost.proof.ProofPlan;
import org.stagepost.proof.ProofSink;
import org.stagepost.proof.ProofTally;
import org.stagepost.proof.ProvenItem;

/** Copies all odd messages in one run to one kind of target, and looks at what each of them has become. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FidelityContract {
    private final World world = World.able();
    private final int column;

    /** @param column of the table, counted from the first kind of target */
    FidelityContract(int column) {
        this.column = column;
    }

    static List<FidelityCase> cases() {
        return FidelityCase.all();
    }

    abstract TargetMailbox target();

    abstract SourceMailbox sameMailbox();

    World world() {
        return world;
    }

    @BeforeAll
    void copyAll() {
        for (FidelityCase row : cases()) {
            world.source.folder(row.folder());
            world.deliver(row.folder(), row.item());
        }
        try (MailboxCopy copy = world.copierTo(target())) {
            for (Optional<Slice> slice = copy.next(); slice.isPresent(); slice = copy.next()) {
                copy.copy(slice.get());
            }
            assertThat(copy.failedFolders()).isEmpty();
        }
    }

    @AfterAll
    void theTallyIsTheSources() {
        long copied = world.journal.entries().stream()
                .mapToLong(entry -> entry.tally().copied())
                .sum();
        assertThat(copied + world.journal.skipped().size()).isEqualTo(cases().size());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void becomesWhatTheTableSays(FidelityCase row) {
        assertThat(fate(row)).isEqualTo(row.expected().get(column));
    }

    @Test
    void everyItemHasOneFateAndNoneIsCorrupt() {
        List<ProvenItem> proven = new ArrayList<>();
        List<Difference> differences = new ArrayList<>();
        ProofTally tally = verify(proven, differences);

        assertThat(tally.inSource()).isEqualTo(cases().size());
        assertThat(proven).hasSize(cases().size());
        assertThat(tally.of(Fate.COPIED) + tally.of(Fate.SKIPPED)).isEqualTo(cases().size());
        assertThat(tally.of(Fate.SKIPPED)).isEqualTo(world.journal.skipped().size());
        assertThat(differences).allMatch(one -> one.kind() == Difference.Kind.SKIPPED);
        for (FidelityCase row : cases()) {
            boolean same = row.expected().get(column).equals("same");
            boolean skipped = row.expected().get(column).startsWith("skipped");
            assertThat(proven)
                    .filteredOn(item -> item.folder().equals(row.folder()))
                    .as(row.name())
                    .allMatch(item -> skipped == (item.fate() == Fate.SKIPPED))
                    .allMatch(item -> skipped || same == item.reason().isEmpty());
        }
    }

    private ProofTally verify(List<ProvenItem> proven, List<Difference> differences) {
        ProofSink sink = new ProofSink() {
            @Override
            public void item(ProvenItem item) {
                proven.add(item);
            }

            @Override
            public void difference(Difference difference) {
                differences.add(difference);
            }
        };
        try (SourceMailbox from = world.source.source();
                SourceMailbox to = sameMailbox()) {
            CopyTime time = new CopyTime(World.JANUARY, World.JANUARY);
            ProofPlan plan =
                    new ProofPlan(Depth.FULL, world.journal.entries(), FolderChoice.ALL, world.journal.skipped(), time);
            return new MailboxProof(
                            new MailboxToRead(from, Allowance.UNLIMITED),
                            new MailboxToRead(to, Allowance.UNLIMITED),
                            this::target,
                            plan,
                            sink,
                            () -> false)
                    .prove();
        }
    }

    private String fate(FidelityCase row) {
        List<String> skipped = world.journal.skipped().stream()
                .filter(item -> item.folder().equals(row.folder()))
                .map(item -> "skipped " + item.reason())
                .toList();
        List<Copy> copies = copies(row);
        if (copies.size() + skipped.size() != 1) {
            return copies.size() + " copies " + skipped;
        }
        return skipped.isEmpty() ? copies.get(0).difference(row) : skipped.get(0);
    }

    private List<Copy> copies(FidelityCase row) {
        try (SourceMailbox mailbox = sameMailbox()) {
            List<ItemKey> keys = mailbox.list(row.folder()).await().items().stream()
                    .map(ItemSummary::key)
                    .toList();
            List<Copy> copies = new ArrayList<>();
            mailbox.read(row.folder(), keys, new Collector(copies)).await();
            return copies;
        }
    }

    private record Collector(List<Copy> copies) implements ItemSink {
        @Override
        public void item(ItemHead head, InputStream content, long sizeBytes) throws IOException {
            copies.add(new Copy(head, new String(content.readAllBytes(), StandardCharsets.ISO_8859_1)));
        }

        @Override
        public void unreadable(ItemKey key, String reason) {
            throw new IllegalStateException(reason);
        }
    }

    /** What the target has. */
    private record Copy(ItemHead head, String text) {
        String difference(FidelityCase row) {
            List<String> words = new ArrayList<>(content(row.item().text()));
            if (!head.receivedDate().equals(row.item().receivedDate())) {
                boolean now = head.receivedDate().isAfter(World.JANUARY);
                words.add("date=" + (now ? "now" : head.receivedDate()));
            }
            if (!head.marks().sameAs(row.item().marks())) {
                words.add(words(head.marks()));
            }
            return words.isEmpty() ? "same" : String.join(" ", words);
        }

        private List<String> content(String original) {
            String crlf = original.replaceAll("\r\n|\r|\n", "\r\n");
            int header = original.indexOf("\r\n\r\n");
            if (text.equals(original)) {
                return List.of();
            }
            if (text.equals(crlf)) {
                return List.of("crlf");
            }
            if (text.equals(original.replace('\0', '?'))) {
                return List.of("nul");
            }
            boolean folded = header > 0
                    && text.equals(original.substring(0, header).replaceAll("[\u0080-\u00FF]", "X")
                            + original.substring(header));
            return List.of(folded ? "8bit" : "other content of " + text.length() + " bytes");
        }

        private static String words(Marks marks) {
            String flags = marks.flags().stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
            return ("marks=" + flags + " " + String.join(" ", new TreeSet<>(marks.keywords()))).trim();
        }
    }
}
