package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** Cyrus keeps 100 keywords in a folder, and then says "NO Too many user flags in mailbox". */
@RequiresServer({"cyrmaster", "saslpasswd2"})
class TooManyKeywordsTest {
    private static final int KEPT = 100;

    @Test
    void everyMessageIsThereOnceAndAsManyKeywordsAsTheFolderHolds() {
        World world = World.able();
        for (int first = 0; first < 200; first += 40) {
            world.deliver(World.INBOX, World.mail("from " + first, new Marks(Set.of(Marks.Flag.SEEN), words(first))));
        }
        try (RealServer server = RealServer.start("cyrus", Map.of("USERS", "1"))) {
            RealMailboxes cyrus = new RealMailboxes(server.port());
            try (MailboxCopy copy = world.copierTo(cyrus.target(1))) {
                World.run(copy);
                assertThat(copy.alterations()).isEqualTo(new Alterations(0, 0, 3));
            }

            try (SourceMailbox mailbox = cyrus.source(1)) {
                List<Marks> marks = mailbox.list(World.INBOX).await().items().stream()
                        .map(ItemSummary::marks)
                        .toList();
                assertThat(marks).hasSize(5);
                assertThat(marks).extracting(Marks::flags).containsOnly(Set.of(Marks.Flag.SEEN));
                assertThat(marks.stream().flatMap(some -> some.keywords().stream()))
                        .hasSize(KEPT);
            }
        }
    }

    private static Set<String> words(int first) {
        return IntStream.range(first, first + 40)
                .mapToObj(number -> "Etikett" + number)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
