package org.stagepost.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts the best proposal first and tells each server once. */
final class Ranking {
    /** RFC 8314 §3: TLS from the first byte before STARTTLS. */
    private static final Comparator<Proposal> BEST_FIRST = Comparator.comparing(Proposal::confidence)
            .thenComparing(Proposal::kind)
            .thenComparing(Proposal::security);

    private Ranking() {}

    /** @param proposals those of more telling searches first, which keep their order where nothing else decides */
    static List<Proposal> of(List<Proposal> proposals) {
        List<Proposal> ranked = new ArrayList<>();
        List<Proposal> sorted = proposals.stream()
                .map(KnownProvider::recognised)
                .sorted(BEST_FIRST)
                .toList();
        for (Proposal proposal : sorted) {
            int known = indexOf(ranked, proposal);
            if (known < 0) {
                ranked.add(proposal);
            } else {
                ranked.set(known, ranked.get(known).and(proposal));
            }
        }
        return ranked;
    }

    private static int indexOf(List<Proposal> ranked, Proposal proposal) {
        for (int i = 0; i < ranked.size(); i++) {
            if (ranked.get(i).isSameServer(proposal)) {
                return i;
            }
        }
        return -1;
    }
}
