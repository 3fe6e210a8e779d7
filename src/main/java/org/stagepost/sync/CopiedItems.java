package org.stagepost.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;

/**
 * Every item of a folder that stands on the target. Immutable.
 * Keys that are numbers are kept as runs, in ascending order: 100,000 items need a few thousand of them.
 */
final class CopiedItems {
    static final CopiedItems NONE = new CopiedItems(List.of(), Map.of());

    private final List<CopiedRun> runs;
    private final Map<ItemKey, CopiedItem> others;

    private CopiedItems(List<CopiedRun> runs, Map<ItemKey, CopiedItem> others) {
        this.runs = Collections.unmodifiableList(runs);
        this.others = Collections.unmodifiableMap(others);
    }

    /** @throws IllegalArgumentException when the runs overlap or do not ascend */
    static CopiedItems of(List<CopiedRun> runs, Collection<CopiedItem> others) {
        for (int i = 1; i < runs.size(); i++) {
            if (runs.get(i).source() < runs.get(i - 1).end()) {
                throw new IllegalArgumentException("runs overlap");
            }
        }
        return new CopiedItems(new ArrayList<>(runs), Map.of()).plus(others);
    }

    List<CopiedRun> runs() {
        return runs;
    }

    /** Those with a key that is no number, on either side. */
    Collection<CopiedItem> others() {
        return others.values();
    }

    boolean contains(ItemKey source) {
        long number = KeyNumber.of(source);
        int at = number == KeyNumber.NONE ? -1 : floor(runs, number);
        return (at >= 0 && runs.get(at).contains(number)) || others.containsKey(source);
    }

    Optional<CopiedItem> find(ItemKey source) {
        long number = KeyNumber.of(source);
        int at = number == KeyNumber.NONE ? -1 : floor(runs, number);
        return at >= 0 && runs.get(at).contains(number)
                ? Optional.of(runs.get(at).item(number))
                : Optional.ofNullable(others.get(source));
    }

    /** These items too; an item that is there already is replaced. */
    CopiedItems plus(Collection<CopiedItem> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<CopiedRun> newRuns = new ArrayList<>(runs);
        Map<ItemKey, CopiedItem> newOthers = new LinkedHashMap<>(others);
        for (CopiedItem item : more) {
            long source = KeyNumber.of(item.source());
            long target = item.copy().map(KeyNumber::of).orElse(CopiedRun.UNKEYED);
            boolean numbers = source != KeyNumber.NONE
                    && (target != KeyNumber.NONE || item.copy().isEmpty());
            if (numbers) {
                put(newRuns, new CopiedRun(source, target, 1, item.marks()));
            } else {
                newOthers.put(item.source(), item);
            }
        }
        return new CopiedItems(newRuns, newOthers);
    }

    /** Without these items. */
    CopiedItems minus(Set<ItemKey> less) {
        if (less.isEmpty()) {
            return this;
        }
        return NONE.plus(stream().filter(item -> !less.contains(item.source())).toList());
    }

    long size() {
        return runs.stream().mapToLong(CopiedRun::length).sum() + others.size();
    }

    /** All of them; those whose keys are numbers come first, in ascending order. */
    Stream<CopiedItem> stream() {
        return Stream.concat(
                runs.stream().flatMap(run -> LongStream.range(run.source(), run.end())
                        .mapToObj(run::item)),
                others.values().stream());
    }

    /** Those that were last written with these marks; costs little where there are none. */
    List<CopiedItem> marked(Marks marks) {
        return Stream.concat(
                        runs.stream().filter(run -> run.marks().equals(marks)).flatMap(run -> LongStream.range(
                                        run.source(), run.end())
                                .mapToObj(run::item)),
                        others.values().stream().filter(item -> item.marks().equals(marks)))
                .toList();
    }

    /** Tells whether a target key is that of a copy. Made for many questions. */
    Predicate<ItemKey> targets() {
        TreeMap<Long, CopiedRun> byTarget = new TreeMap<>();
        runs.stream().filter(run -> run.target() != CopiedRun.UNKEYED).forEach(run -> byTarget.put(run.target(), run));
        Set<ItemKey> rest = new HashSet<>();
        others.values().forEach(item -> item.copy().ifPresent(rest::add));
        return key -> {
            var floor = byTarget.floorEntry(KeyNumber.of(key));
            return (floor != null && KeyNumber.of(key) < floor.getValue().targetEnd()) || rest.contains(key);
        };
    }

    private static void put(List<CopiedRun> runs, CopiedRun one) {
        int at = floor(runs, one.source());
        if (at >= 0 && runs.get(at).contains(one.source())) {
            replace(runs, at, one);
        } else if (at >= 0 && runs.get(at).isFollowedBy(one)) {
            runs.set(at, runs.get(at).longerBy(1));
        } else {
            runs.add(at + 1, one);
        }
    }

    private static void replace(List<CopiedRun> runs, int at, CopiedRun one) {
        CopiedRun old = runs.get(at);
        runs.set(at, one);
        if (one.end() < old.end()) {
            runs.add(at + 1, old.part(one.end(), old.end()));
        }
        if (old.source() < one.source()) {
            runs.add(at, old.part(old.source(), one.source()));
        }
    }

    /** Index of the last run that begins at the key or before it; -1 if none does. */
    private static int floor(List<CopiedRun> runs, long key) {
        int low = 0;
        int high = runs.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (runs.get(middle).source() <= key) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }
}
