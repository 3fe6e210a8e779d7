package org.stagepost.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a target differs from what it must hold; each difference is named, up to a few. */
record Verdict(int expected, int lost, int duplicated, int altered, List<String> examples) {
    static final Verdict NOTHING = new Verdict(0, 0, 0, 0, List.of());
    private static final int EXAMPLES = 20;

    static Verdict of(Snapshot expected, Snapshot found) {
        Verdict verdict = NOTHING;
        TreeMap<String, List<SeenMail>> folders = new TreeMap<>(expected.folders());
        found.folders().keySet().forEach(folder -> folders.putIfAbsent(folder, List.of()));
        for (Map.Entry<String, List<SeenMail>> folder : folders.entrySet()) {
            List<SeenMail> seen = found.folders().getOrDefault(folder.getKey(), List.of());
            verdict = verdict.plus(compare(folder.getKey(), folder.getValue(), seen));
        }
        return verdict;
    }

    boolean isClean() {
        return lost == 0 && duplicated == 0 && altered == 0;
    }

    Verdict plus(Verdict other) {
        List<String> all = new ArrayList<>(examples);
        all.addAll(other.examples);
        return new Verdict(
                expected + other.expected,
                lost + other.lost,
                duplicated + other.duplicated,
                altered + other.altered,
                List.copyOf(all.subList(0, Math.min(all.size(), EXAMPLES))));
    }

    private static Verdict compare(String folder, List<SeenMail> expected, List<SeenMail> found) {
        Map<SeenMail, Integer> difference = new HashMap<>();
        Map<String, Integer> byNumber = new TreeMap<>();
        expected.forEach(mail -> difference.merge(mail, 1, Integer::sum));
        expected.forEach(mail -> byNumber.merge(mail.number(), 1, Integer::sum));
        found.forEach(mail -> difference.merge(mail, -1, Integer::sum));
        found.forEach(mail -> byNumber.merge(mail.number(), -1, Integer::sum));
        List<String> examples = new ArrayList<>();
        difference.forEach((mail, count) -> {
            if (count != 0) {
                examples.add(folder + " " + (count > 0 ? "lacks " : "has too often ") + Math.abs(count) + " " + mail);
            }
        });
        int lost =
                byNumber.values().stream().mapToInt(count -> Math.max(count, 0)).sum();
        int duplicated = byNumber.values().stream()
                .mapToInt(count -> Math.max(-count, 0))
                .sum();
        int missing = difference.values().stream()
                .mapToInt(count -> Math.max(count, 0))
                .sum();
        return new Verdict(expected.size(), lost, duplicated, missing - lost, examples);
    }
}
