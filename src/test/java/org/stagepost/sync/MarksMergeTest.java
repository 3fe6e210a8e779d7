package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.Marks.Flag;
import org.stagepost.mailbox.MemoryMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;

class MarksMergeTest {
    private static final FolderPath INBOX = FolderPath.INBOX;
    private static final List<String> WORDS =
            List.of("SEEN", "FLAGGED", "ANSWERED", "DELETED", "$Forwarded", "Later", "later");

    private final MemoryMailbox server = new MemoryMailbox(new ManualClock()).with(Set.of(Capability.values()));

    /** Words in capitals are flags, others keywords. */
    @ParameterizedTest
    @CsvSource({
        "'', '', '', ''",
        "'', SEEN, '', SEEN",
        "SEEN, '', SEEN, ''",
        "SEEN, SEEN, '', ''",
        "'', '', FLAGGED, FLAGGED",
        "SEEN, SEEN FLAGGED, SEEN ANSWERED, SEEN ANSWERED FLAGGED",
        "SEEN FLAGGED, SEEN, SEEN FLAGGED later, SEEN later",
        "SEEN, FLAGGED, SEEN FLAGGED, FLAGGED",
        "SEEN, FLAGGED, '', FLAGGED",
        "'', later, '', later",
        "later, Later, later, later",
        "Later, '', later SEEN, SEEN",
        "'not told', SEEN, FLAGGED Later, SEEN Later",
        "'gone from the source', SEEN, FLAGGED, SEEN"
    })
    void theSourceWinsWhereItChanged(String written, String source, String target, String result) {
        assertThat(merged(written, source, target)).isEqualTo(words(marks(result)));
    }

    private String merged(String written, String source, String target) {
        ItemKey copy = server.deliver(INBOX, World.mail("one", marks(target)));
        CopiedItem known = CopiedItem.keyed(new ItemKey("7"), copy, base(written));

        update(List.of(new ItemSummary(new ItemKey("7"), 1, marks(source))), CopiedItems.NONE.plus(List.of(known)));

        return words(server.items(INBOX).get(0).marks());
    }

    private static Marks base(String written) {
        return written.contains(" told") || written.contains(" from ")
                ? new Marks(Set.of(), Set.of(written))
                : marks(written);
    }

    private List<CopiedItem> update(List<ItemSummary> listed, CopiedItems copied) {
        try (TargetMailbox target = server.target()) {
            MarksUpdate update = new MarksUpdate(
                    target, INBOX, new PermittedMarks(target.open(INBOX).await()));
            update.ask(MarksMerge.steps(listed, copied));
            return update.written();
        }
    }

    @RepeatedTest(100)
    void eachSideKeepsWhatTheOtherDidNotTouch(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        List<ItemSummary> listed = new ArrayList<>();
        List<CopiedItem> known = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int uid = 1; uid <= 20; uid++) {
            Set<String> base = some(random);
            Set<String> source = changed(base, random);
            Set<String> target = changed(base, random);
            ItemKey copy = server.deliver(INBOX, World.mail("mail " + uid, marks(String.join(" ", target))));
            ItemKey item = new ItemKey(Integer.toString(uid));
            listed.add(new ItemSummary(item, 1, marks(String.join(" ", source))));
            known.add(CopiedItem.keyed(item, copy, marks(String.join(" ", base))));
            Set<String> merged = new HashSet<>(target);
            base.stream().filter(word -> !source.contains(word)).forEach(merged::remove);
            source.stream().filter(word -> !base.contains(word)).forEach(merged::add);
            expected.add(words(marks(String.join(" ", merged))));
        }
        CopiedItems copied = CopiedItems.NONE.plus(known);
        CopiedItems after = copied.plus(update(listed, copied));

        assertThat(server.items(INBOX)).extracting(item -> words(item.marks())).isEqualTo(expected);
        assertThat(MarksMerge.steps(listed, after)).isEmpty();
    }

    @Test
    void keywordThatCannotBeKeptIsAskedForOnce() {
        server.permitting(marks -> new Marks(marks.flags(), Set.of()));
        CopiedItem known = CopiedItem.keyed(new ItemKey("7"), server.deliver(INBOX, World.mail("one")), Marks.NONE);
        List<ItemSummary> listed = List.of(new ItemSummary(new ItemKey("7"), 1, marks("SEEN Later")));

        List<CopiedItem> written = update(listed, CopiedItems.NONE.plus(List.of(known)));

        assertThat(words(server.items(INBOX).get(0).marks())).isEqualTo("[SEEN]");
        assertThat(MarksMerge.steps(listed, CopiedItems.NONE.plus(written))).isEmpty();
    }

    @Test
    void refusedKeywordIsTriedAgainInTheNextPassAndTheFlagsAreThere() {
        server.refusingMarks(marks -> marks.keywords().contains("Later"));
        CopiedItem known =
                CopiedItem.keyed(new ItemKey("7"), server.deliver(INBOX, World.mail("one")), marks("FLAGGED"));
        List<ItemSummary> listed = List.of(new ItemSummary(new ItemKey("7"), 1, marks("SEEN Later")));

        List<CopiedItem> written = update(listed, CopiedItems.NONE.plus(List.of(known)));
        server.refusingMarks(marks -> false);
        update(listed, CopiedItems.NONE.plus(written));

        assertThat(written).singleElement().satisfies(item -> assertThat(item.marks())
                .isEqualTo(marks("SEEN")));
        assertThat(words(server.items(INBOX).get(0).marks())).isEqualTo("[Later, SEEN]");
    }

    @Test
    void marksThatTheSourceDoesNotTellChangeNothing() {
        CopiedItem known = CopiedItem.keyed(new ItemKey("7"), server.deliver(INBOX, World.mail("one")), marks("SEEN"));
        List<ItemSummary> listed = List.of(new ItemSummary(new ItemKey("7"), 1, Marks.UNKNOWN));

        assertThat(MarksMerge.steps(listed, CopiedItems.NONE.plus(List.of(known))))
                .isEmpty();
    }

    @Test
    void aQuestionMarkIsAKeywordAsOthersAre() {
        CopiedItem known = CopiedItem.keyed(new ItemKey("7"), server.deliver(INBOX, World.mail("one")), Marks.NONE);
        List<ItemSummary> listed = List.of(new ItemSummary(new ItemKey("7"), 1, new Marks(Set.of(), Set.of("?"))));

        assertThat(MarksMerge.steps(listed, CopiedItems.NONE.plus(List.of(known))))
                .hasSize(1);
    }

    @Test
    void whatIsRefusedAltogetherDoesNotCountAsWritten() {
        server.refusingMarks(marks -> true);
        CopiedItem known = CopiedItem.keyed(new ItemKey("7"), server.deliver(INBOX, World.mail("one")), Marks.NONE);
        List<ItemSummary> listed = List.of(new ItemSummary(new ItemKey("7"), 1, marks("SEEN Later")));

        assertThat(update(listed, CopiedItems.NONE.plus(List.of(known)))).isEmpty();
    }

    private static Set<String> some(Random random) {
        Set<String> words = new HashSet<>(WORDS.subList(0, 6));
        words.removeIf(word -> random.nextInt(3) > 0);
        return words;
    }

    private static Set<String> changed(Set<String> base, Random random) {
        Set<String> words = new HashSet<>(base);
        for (String word : WORDS.subList(0, 6)) {
            if (random.nextInt(4) == 0 && !words.remove(word)) {
                words.add(word);
            }
        }
        return words;
    }

    private static Marks marks(String words) {
        Set<Flag> flags = new HashSet<>();
        Set<String> keywords = new TreeSet<>();
        for (String word : words.split(" ")) {
            if (word.matches("[A-Z]+")) {
                flags.add(Flag.valueOf(word));
            } else if (!word.isEmpty()) {
                keywords.add(word);
            }
        }
        return new Marks(flags, keywords);
    }

    private static String words(Marks marks) {
        List<String> words = new ArrayList<>(marks.keywords());
        marks.flags().forEach(flag -> words.add(flag.name()));
        return words.stream().sorted().toList().toString();
    }
}
