package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.FolderStatus;
import org.stagepost.mailbox.ItemIdentity;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.model.FailureCode;

class FolderStateCodecTest {
    private static FolderState random(Random random) {
        Map<ItemKey, FailureCode> fates = new LinkedHashMap<>();
        for (int i = random.nextInt(9); i > 0; i--) {
            fates.put(KeyNumber.key(random.nextInt(99)), FailureCode.values()[random.nextInt(4)]);
        }
        return new FolderState(
                new FolderStatus(
                        "v\u00E4lidity " + random.nextLong(), "9", random.nextInt(9) - 1L, random.nextInt() + "", "id"),
                new FolderMark("7", random.nextBoolean() ? "" : "12"),
                CopiedItems.NONE.plus(CopiedItemsTest.randomItems(random, random.nextInt(60), 9)),
                fates,
                randomIntents(random),
                Suspects.NONE
                        .plus(randomIntents(random), Instant.EPOCH)
                        .plus(randomIntents(random), Instant.ofEpochSecond(random.nextInt())),
                random.nextInt(1000),
                randomIdentities(random));
    }

    private static KnownIdentities randomIdentities(Random random) {
        Map<ItemKey, ItemIdentity> byKey = new LinkedHashMap<>();
        Set<ItemKey> labelled = new LinkedHashSet<>();
        for (int key = 1; key < random.nextInt(20); key++) {
            String value = random.nextInt(5) == 0 ? "text " + key : Long.toUnsignedString(random.nextLong());
            byKey.put(KeyNumber.key(key), new ItemIdentity(value));
            if (random.nextBoolean()) {
                labelled.add(KeyNumber.key(key));
            }
        }
        return new KnownIdentities(byKey, labelled);
    }

    private static List<Intent> randomIntents(Random random) {
        List<Intent> intents = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            List<ItemKey> keys = new ArrayList<>();
            CopiedItemsTest.randomItems(random, random.nextInt(30), 0).forEach(item -> keys.add(item.source()));
            intents.add(new Intent(keys, Instant.ofEpochSecond(random.nextInt())));
        }
        return intents;
    }

    private static String content(FolderState state) {
        return state.source().toString()
                + state.tbase()
                + state.copied().runs()
                + state.copied().others().stream().map(CopiedItemsTest::content).toList()
                + new java.util.TreeMap<>(Map.copyOf(rename(state.fates())))
                + state.intents()
                + state.suspects()
                + state.sliceMillis();
    }

    private static Map<String, FailureCode> rename(Map<ItemKey, FailureCode> fates) {
        Map<String, FailureCode> named = new LinkedHashMap<>();
        fates.forEach((key, code) -> named.put(key.value(), code));
        return named;
    }

    @RepeatedTest(200)
    void aStateComesBackAsItWas(RepetitionInfo run) {
        FolderState state = random(new Random(run.getCurrentRepetition()));
        byte[] bytes = FolderStateCodec.encode(state);

        FolderState back = FolderStateCodec.decode(bytes).orElseThrow();

        assertThat(content(back)).isEqualTo(content(state));
        assertThat(FolderStateCodec.encode(back)).isEqualTo(bytes);
    }

    @Test
    void marksThatNobodyKnewInAnOlderVersionAreUnknown() {
        Marks ofOlderVersions = new Marks(Set.of(), Set.of("?"));
        FolderState some = random(new Random(7));
        FolderState state = new FolderState(
                some.source(),
                some.tbase(),
                CopiedItems.NONE.plus(List.of(CopiedItem.unkeyed(KeyNumber.key(1), ofOlderVersions))),
                some.fates(),
                some.intents(),
                some.suspects(),
                some.sliceMillis(),
                some.identities());

        FolderState back =
                FolderStateCodec.decode(FolderStateCodec.encode(state)).orElseThrow();

        assertThat(back.copied().find(KeyNumber.key(1)).orElseThrow().marks()).isEqualTo(Marks.UNKNOWN);
    }

    @Test
    void damagedBytesAreNoState() {
        byte[] good = FolderStateCodec.encode(random(new Random(7)));

        for (int at = 0; at < good.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) (1 << bit);
                assertThat(FolderStateCodec.decode(bad))
                        .as("bit %d of byte %d", bit, at)
                        .isEmpty();
            }
            assertThat(FolderStateCodec.decode(Arrays.copyOf(good, at))).isEmpty();
        }
        assertThat(FolderStateCodec.decode(Arrays.copyOf(good, good.length + 1)))
                .isEmpty();
    }

    @Test
    void anotherVersionOrMoreContentIsNoState() {
        byte[] good = FolderStateCodec.encode(random(new Random(7)));
        byte[] newer = good.clone();
        newer[0]++;
        byte[] older = good.clone();
        older[0]--;
        byte[] longer = Arrays.copyOf(good, good.length + 1);

        assertThat(FolderStateCodec.decode(signed(good))).isPresent();
        assertThat(FolderStateCodec.decode(signed(newer))).isEmpty();
        assertThat(FolderStateCodec.decode(signed(older))).isEmpty();
        assertThat(FolderStateCodec.decode(signed(longer))).isEmpty();
    }

    @RepeatedTest(200)
    void nonsenseWithAGoodChecksumIsNoStateEither(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        byte[] bytes = FolderStateCodec.encode(random(random));
        for (int i = 0; i < 5; i++) {
            bytes[1 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt();
        }

        FolderStateCodec.decode(signed(bytes))
                .ifPresent(state -> assertThat(FolderStateCodec.encode(state)).isNotEmpty());
    }

    private static byte[] signed(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, bytes.length - 4);
        return ByteBuffer.wrap(bytes.clone())
                .putInt(bytes.length - 4, (int) crc.getValue())
                .array();
    }

    @Test
    void aHundredThousandItemsWithFiveThousandHolesAreSmall() {
        List<CopiedItem> items = new ArrayList<>();
        long source = 0;
        for (int i = 1; i <= 100_000; i++) {
            source += i % 20 == 0 ? 3 : 1;
            items.add(CopiedItem.keyed(KeyNumber.key(source), KeyNumber.key(i), Marks.NONE));
        }
        FolderState state = FolderState.fresh(FolderStatus.UNKNOWN, new FolderMark("1", "1"))
                .withCopied(items);

        assertThat(FolderStateCodec.encode(state).length).isLessThan(30_000);
    }
}
