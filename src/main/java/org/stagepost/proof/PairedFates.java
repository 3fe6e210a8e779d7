package org.stagepost.proof;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stagepost.proof.Difference.Kind;
import org.stagepost.proof.FolderFates.Placed;

/** Judges pairs of an item and its copy, and tells the items' fates. */
final class PairedFates {
    private static final String UNTOLD = "the server does not tell its flags";

    private final BothSides sides;
    private final CopyTime time;
    private final KnownFolder known;
    private final FolderFates fates;

    PairedFates(BothSides sides, CopyTime time, KnownFolder known, FolderFates fates) {
        this.sides = sides;
        this.time = time;
        this.known = known;
        this.fates = fates;
    }

    /**
     * @param same the fate where nothing differs
     * @param words of that fate
     */
    void judge(Evidence item, Placed placed, Fate same, String words) {
        Evidence copy = placed.copy();
        String trouble = trouble(item, copy, placed.withMarks());
        if (!trouble.isEmpty()) {
            unread(item, placed, trouble);
            return;
        }
        PairVerdict verdict = verdict(item, placed);
        if (!verdict.isSame()) {
            differing(item, placed, String.join("; ", verdict.differs()) + sinceSync(item, verdict));
            return;
        }
        if (!verdict.altered().isEmpty() && placed.withMarks()) {
            fates.findings().altered();
        }
        String altered = String.join("; ", verdict.altered());
        fates.tell(item, same, words.isEmpty() || altered.isEmpty() ? words + altered : words + "; " + altered, placed);
    }

    private static String trouble(Evidence item, Evidence copy, boolean withMarks) {
        return Stream.of(trouble("at the source: ", item, withMarks), trouble("on the target: ", copy, withMarks))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String trouble(String where, Evidence side, boolean withMarks) {
        String trouble = side.trouble();
        if (trouble != null) {
            return where + trouble;
        }
        return withMarks && side.marks().isUnknown() ? where + UNTOLD : "";
    }

    private void unread(Evidence item, Placed placed, String trouble) {
        fates.differs(item, Kind.UNREAD, trouble);
        fates.tell(item, Fate.UNREAD, trouble, placed);
    }

    /** Another item stands where the item's copy should. */
    void alike(Evidence item, Placed placed) {
        String trouble = trouble(item, placed.copy(), false);
        if (!trouble.isEmpty()) {
            unread(item, placed, trouble);
            return;
        }
        differing(
                item,
                placed,
                "another item of its name: "
                        + String.join("; ", verdict(item, placed).differs()));
    }

    private void differing(Evidence item, Placed placed, String words) {
        fates.differs(
                item,
                Kind.DIFFERING,
                words + "; target item " + placed.copy().key().value()
                        + (isHere(placed) ? "" : " in " + placed.folder()));
        fates.tell(item, Fate.DIFFERING, words, placed);
    }

    private PairVerdict verdict(Evidence item, Placed placed) {
        boolean isTold = !item.marks().isUnknown() && !placed.copy().marks().isUnknown();
        return placed.withMarks() && isTold
                ? PairVerdict.of(item, placed.copy(), time, wanted -> sides.permitted(placed.folder(), wanted))
                : PairVerdict.withoutMarks(item, placed.copy(), time);
    }

    private boolean isHere(Placed placed) {
        return placed.folder().equals(known.target());
    }

    /** Marks that the source changed after they were written last are the next sync's to write. */
    private String sinceSync(Evidence item, PairVerdict verdict) {
        boolean onlyMarks = verdict.differs().stream().allMatch(words -> words.startsWith("flags: "));
        return onlyMarks
                        && known.written(item.key())
                                .filter(written -> !written.sameAs(item.marks()))
                                .isPresent()
                ? " (changed at the source since the last sync)"
                : "";
    }
}
