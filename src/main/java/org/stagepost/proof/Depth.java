package org.stagepost.proof;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FolderPath;

/**
 * How thoroughly items are compared.
 *
 * @param tenThousandths of the items whose bodies are read; 0 but for SAMPLE and FULL
 */
public record Depth(Kind kind, int tenThousandths) {
    public static final int WHOLE = 10_000;
    public static final Depth QUICK = new Depth(Kind.QUICK, 0);
    public static final Depth ITEMS = new Depth(Kind.ITEMS, 0);
    public static final Depth FULL = new Depth(Kind.FULL, WHOLE);

    /** From the quickest to the most thorough. */
    public enum Kind {
        /** Only that each item's copy is there, by the keys that the journal recorded. */
        QUICK,
        /** Size, received date, header and marks of every item. */
        ITEMS,
        /** As ITEMS, and the bodies of some items. */
        SAMPLE,
        /** The bodies of all items. */
        FULL
    }

    public Depth {
        if (tenThousandths < 0 || tenThousandths > WHOLE) {
            throw new IllegalArgumentException("a sample is 0 to 10000 ten-thousandths");
        }
    }

    public static Depth sample(int tenThousandths) {
        return new Depth(Kind.SAMPLE, tenThousandths);
    }

    /** Chosen by the item's name alone: the same items each time. */
    boolean reads(FolderPath folder, ItemKey key) {
        if (kind != Kind.SAMPLE) {
            return kind == Kind.FULL;
        }
        CRC32C sum = new CRC32C();
        sum.update((folder + "\n" + key.value()).getBytes(StandardCharsets.UTF_8));
        // a CRC alone spreads neighbouring numbers too evenly to be a sample
        long mixed = sum.getValue() * 0x9E3779B97F4A7C15L;
        return Long.remainderUnsigned(mixed >>> 20, WHOLE) < tenThousandths;
    }

    /** For file names and reports: quick, items, sample-5, sample-0.25, full. */
    public String word() {
        return switch (kind) {
            case QUICK -> "quick";
            case ITEMS -> "items";
            case SAMPLE -> "sample-" + percent();
            case FULL -> "full";
        };
    }

    private String percent() {
        String text = tenThousandths / 100 + "." + (tenThousandths % 100 / 10) + (tenThousandths % 10);
        return text.replaceFirst("\\.?0+$", "");
    }
}
