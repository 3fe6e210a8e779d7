package org.stagepost.proof;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.stagepost.proof.Difference.Kind;

/**
 * A mailbox in numbers.
 *
 * @param inSource items that the source lists, and those that the journal knows and the source lists no more
 * @param fates of these items
 * @param altered copies that are not exactly like their items because the target cannot keep them so
 * @param otherMail items of the target's folders that are no copies
 * @param bytesRead content that was read, on both sides
 */
public record ProofTally(
        long inSource,
        Map<Fate, Long> fates,
        Map<Kind, Long> differences,
        long altered,
        long otherMail,
        long bytesRead) {
    public static final ProofTally NOTHING = new ProofTally(0, Map.of(), Map.of(), 0, 0, 0);

    public ProofTally {
        fates = counted(fates);
        differences = counted(differences);
    }

    private static <K> Map<K, Long> counted(Map<K, Long> counts) {
        Map<K, Long> counted = new HashMap<>(counts);
        counted.values().removeIf(count -> count == 0);
        return Map.copyOf(counted);
    }

    public long of(Fate fate) {
        return fates.getOrDefault(fate, 0L);
    }

    public long of(Kind kind) {
        return differences.getOrDefault(kind, 0L);
    }

    /** All that keeps the mailbox from being proven. */
    public long differing() {
        return differences.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Every item has exactly one fate. */
    public boolean addsUp() {
        return fates.values().stream().mapToLong(Long::longValue).sum() == inSource;
    }

    public ProofTally plus(ProofTally other) {
        Map<Fate, Long> allFates = new EnumMap<>(Fate.class);
        Arrays.stream(Fate.values())
                .filter(fate -> of(fate) + other.of(fate) > 0)
                .forEach(fate -> allFates.put(fate, of(fate) + other.of(fate)));
        Map<Kind, Long> allKinds = new EnumMap<>(Kind.class);
        Arrays.stream(Kind.values())
                .filter(kind -> of(kind) + other.of(kind) > 0)
                .forEach(kind -> allKinds.put(kind, of(kind) + other.of(kind)));
        return new ProofTally(
                inSource + other.inSource,
                allFates,
                allKinds,
                altered + other.altered,
                otherMail + other.otherMail,
                bytesRead + other.bytesRead);
    }
}
