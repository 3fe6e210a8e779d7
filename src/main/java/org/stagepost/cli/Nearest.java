package org.stagepost.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
final class Nearest {
    private Nearest() {}

    /** {@code did you mean 'list'?}, or nothing when no name comes near. */
    static String hint(String typed, Collection<String> names) {
        return to(typed, names).map(name -> "did you mean '" + name + "'?").orElse("");
    }

    /** A name that begins with what was typed, or one that differs in few letters. */
    static Optional<String> to(String typed, Collection<String> names) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> longer = names.stream()
                .filter(name -> typed.length() > 2 && name.startsWith(typed))
                .min(Comparator.naturalOrder());
        int tolerated = typed.length() / 3 + 1;
        return longer.or(() -> names.stream()
                .filter(name -> distance(typed, name) <= Math.min(tolerated, name.length() - 1))
                .min(Comparator.<String>comparingInt(name -> distance(typed, name))
                        .thenComparing(Comparator.naturalOrder())));
    }

    /** Letters to add, drop, change or swap with their neighbour (optimal string alignment). */
    static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, one, other, i, j);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static int cheapest(int[][] cost, String one, String other, int i, int j) {
        char a = Character.toLowerCase(one.charAt(i - 1));
        char b = Character.toLowerCase(other.charAt(j - 1));
        int cheapest = Math.min(cost[i - 1][j - 1] + (a == b ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(cheapest, cost[i - 2][j - 2] + 1) : cheapest;
    }
}
