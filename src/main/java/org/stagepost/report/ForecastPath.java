package org.stagepost.report;

import java.util.ArrayList;
import java.util.List;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.ServerTraits;
import org.stagepost.mailbox.ServerTraits.Announcing;
import org.stagepost.migration.BatchForecast.Compressing;
import org.stagepost.migration.BatchForecast.Side;

/**
 * One server of a forecast, and the path that a copy takes there.
 *
 * @param extensions that the server offers and that decide something; none when no mailbox could be opened
 * @param path how items are read or written, in sentences
 */
record ForecastPath(String endpoint, String address, List<String> extensions, List<String> path) {
    static ForecastPath source(Side side) {
        return of(side, side.traits() == null ? List.of() : reading(side.traits()));
    }

    static ForecastPath target(Side side) {
        return of(side, side.traits() == null ? List.of() : writing(side.traits()));
    }

    private static ForecastPath of(Side side, List<String> words) {
        ServerTraits traits = side.traits();
        List<String> path = new ArrayList<>(words);
        if (traits == null) {
            path.add("not known: no mailbox could be opened");
        } else {
            path.add(compression(side.compressing(), traits.compresses()));
        }
        return new ForecastPath(
                side.endpoint(), side.address(), traits == null ? List.of() : traits.extensions(), path);
    }

    private static List<String> reading(ServerTraits traits) {
        List<String> words = new ArrayList<>();
        words.add(
                switch (traits.changes()) {
                    case ALL -> "later passes ask for what is new, marked otherwise or gone (QRESYNC)";
                    case NEW_AND_MARKED ->
                        "later passes ask for what is new or marked otherwise (CONDSTORE), and search for what is gone";
                    case NOT_TOLD -> "later passes list every folder in full (neither CONDSTORE nor QRESYNC)";
                });
        if (traits.capabilities().contains(Capability.LABELS)) {
            words.add("one item may be shown in several folders (X-GM-EXT-1)");
        }
        return words;
    }

    private static List<String> writing(ServerTraits traits) {
        boolean together = traits.capabilities().contains(Capability.ATOMIC_SLICES);
        List<String> words = new ArrayList<>();
        words.add(together ? "many items with one command, all or none (MULTIAPPEND)" : single(traits.announcing()));
        words.add(
                switch (traits.announcing()) {
                    case NEVER_WAITS -> "an item's bytes follow at once (LITERAL+)";
                    case SMALL_ONES_DO_NOT_WAIT -> "each item above 4,096 bytes waits for a go-ahead (LITERAL-)";
                    case ALWAYS_WAITS -> "each item waits for a go-ahead (no LITERAL+): a round trip for each";
                });
        words.add(
                traits.capabilities().contains(Capability.KEYS_ON_APPEND)
                        ? "the server names each copy (UIDPLUS)"
                        : "copies are found again by comparing, because the server does not name them (no UIDPLUS)");
        traits.largestItem().ifPresent(limit -> words.add("no item above " + limit + " bytes is taken (APPENDLIMIT)"));
        return words;
    }

    private static String single(Announcing announcing) {
        return announcing == Announcing.ALWAYS_WAITS
                ? "one item after the other (no MULTIAPPEND)"
                : "an item for each command, several under way (no MULTIAPPEND)";
    }

    private static String compression(Compressing wanted, boolean offered) {
        if (!offered) {
            return "the line is not compressed: the server does not offer it";
        }
        return switch (wanted) {
            case WHEREVER_OFFERED -> "the line is compressed (COMPRESS=DEFLATE)";
            case NOWHERE -> "the line is not compressed, by configuration";
            case WHERE_SLOW -> "the line is compressed where it turns out to be long and slow (COMPRESS=DEFLATE)";
        };
    }
}
