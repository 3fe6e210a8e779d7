package org.stagepost.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What failed for the same cause and has the same remedy.
 *
 * @param ofTheBatch it ended the run for everybody
 */
record FailureGroup(String failureCode, String remedy, boolean ofTheBatch, List<ErrorLine> all) {
    private static final int MOST_SHOWN = 20;

    private record Cause(boolean ofTheBatch, String code, String remedy) {
        static Cause of(ErrorLine error) {
            return new Cause(error.isOfTheBatch(), error.failureCode(), error.hint());
        }
    }

    /** What ended the run first, then what happened most often. */
    static List<FailureGroup> of(List<ErrorLine> errors) {
        Map<Cause, List<ErrorLine>> byCause =
                errors.stream().collect(Collectors.groupingBy(Cause::of, LinkedHashMap::new, Collectors.toList()));
        return byCause.entrySet().stream()
                .map(entry -> new FailureGroup(
                        entry.getKey().code(),
                        entry.getKey().remedy(),
                        entry.getKey().ofTheBatch(),
                        entry.getValue()))
                .sorted(Comparator.comparing(FailureGroup::ofTheBatch)
                        .reversed()
                        .thenComparing(group -> -group.count()))
                .toList();
    }

    int count() {
        return all.size();
    }

    String times() {
        return count() == 1 ? "once" : count() + " times";
    }

    List<ErrorLine> first() {
        return all.stream().limit(MOST_SHOWN).toList();
    }

    int more() {
        return Math.max(0, all.size() - MOST_SHOWN);
    }
}
