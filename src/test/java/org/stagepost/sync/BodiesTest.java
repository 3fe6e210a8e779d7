package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.mailbox.SourceMailbox;

class BodiesTest {
    private final World world = World.able();

    /** R is CR, N is LF, 0 is NUL, 8 is byte 0x80. */
    private ItemKey item(String text) {
        String content =
                text.replace('R', '\r').replace('N', '\n').replace('0', '\0').replace('8', '\u0080');
        return world.source.deliver(World.INBOX, MemoryItem.of(content, World.JANUARY, Marks.NONE));
    }

    private SourceMailbox listed() {
        SourceMailbox source = world.source.source();
        source.list(World.INBOX).await();
        return source;
    }

    private String hash(String text) {
        ItemKey key = item(text);
        return Bodies.read(listed(), World.INBOX, List.of(key)).hash(key);
    }

    @ParameterizedTest
    @CsvSource({
        "a: bRNRNcRNd, a: bNNcNd",
        "a: äRNRNc,    a: XRNRNc",
        "a: bRNRN0,    a: bRNRN?",
        "a: bRNRN0,    a: bRNRN8",
    })
    void areEqualThoughServersStoreThemDifferently(String item, String copy) {
        assertThat(hash(item)).isEqualTo(hash(copy));
    }

    @ParameterizedTest
    @CsvSource({"a: bRNRNä, a: bRNRNX", "a: bRNRNä, a: bRNRNö", "a: bRNRNc, a: bRNRNd", "RNä, RNX"})
    void differInWhatServersKeep(String one, String other) {
        assertThat(hash(one)).isNotEqualTo(hash(other)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a: bNNc, 9", "a: bRNRNc, 9"})
    void measureTheCopy(String text, long sizeBytes) {
        ItemKey key = item(text);
        world.source.countingSizes(size -> size + 40);
        SourceMailbox source = listed();
        var item = source.fingerprints(World.INBOX, List.of(key)).await().get(0);

        assertThat(Bodies.read(source, World.INBOX, List.of(key)).measured(item).sizeBytes())
                .isEqualTo(sizeBytes);
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void doNotContainWhatIsGoneOrCannotBeRead(boolean gone, boolean broken) {
        ItemKey key = item("a: bRNRN");
        world.source.leavingOut(item -> gone).unreadable(item -> broken);

        Bodies bodies = Bodies.read(listed(), World.INBOX, List.of(key));

        assertThat(bodies.contains(key)).isFalse();
        assertThat(bodies.hash(key)).isEmpty();
    }
}
