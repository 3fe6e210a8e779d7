package org.stagepost.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The known word that a mistyped one was probably meant to be; case does not count. */
public final class Nearest {
    private final String typed;
    private final String word;
    private final int[][] cost;

    private Nearest(String typed, String word) {
        this.typed = typed.toLowerCase(Locale.ROOT);
        this.word = word.toLowerCase(Locale.ROOT);
        this.cost = new int[this.typed.length() + 1][this.word.length() + 1];
    }

    /**
     * Empty when no word is near: one slip in three letters, at least one. The first of equals wins; where nothing is
     * near, the only word that begins so counts.
     */
    public static Optional<String> to(String typed, Collection<String> words) {
        int mostSlips = Math.max(1, typed.length() / 3);
        Optional<String> near = words.stream()
                .filter(word -> typed.length() <= 2 * word.length())
                .filter(word -> slips(typed, word) <= Math.min(mostSlips, word.length() - 1))
                .min(Comparator.comparingInt(word -> slips(typed, word)));
        return near.or(() -> onlyOneThatBeginsWith(typed, words));
    }

    private static Optional<String> onlyOneThatBeginsWith(String typed, Collection<String> words) {
        List<String> longer = words.stream()
                .filter(word -> word.regionMatches(true, 0, typed, 0, typed.length()))
                .toList();
        return longer.size() == 1 && !typed.isEmpty() ? Optional.of(longer.get(0)) : Optional.empty();
    }

    /** {@code did you mean "host"?}, or the words to choose from when none is near. */
    public static String advice(String typed, Collection<String> words) {
        return to(typed, words)
                .map(word -> "did you mean \"" + word + "\"?")
                .orElseGet(() -> "known: " + String.join(", ", words));
    }

    /** Letters too many, too few, wrong, or swapped with their neighbour (Damerau and Levenshtein's distance). */
    private static int slips(String typed, String word) {
        return new Nearest(typed, word).count();
    }

    private int count() {
        for (int i = 0; i <= typed.length(); i++) {
            for (int j = 0; j <= word.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(i, j);
            }
        }
        return cost[typed.length()][word.length()];
    }

    private int cheapest(int i, int j) {
        int wrong = typed.charAt(i - 1) == word.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j - 1] + wrong, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        return swapped(i, j) ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }

    private boolean swapped(int i, int j) {
        return i > 1 && j > 1 && typed.charAt(i - 1) == word.charAt(j - 2) && typed.charAt(i - 2) == word.charAt(j - 1);
    }
}
