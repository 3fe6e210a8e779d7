package org.stagepost.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.stagepost.mailbox.FolderListing;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.model.FolderPath;
import org.stagepost.sync.MailboxForecast.Amount;
import org.stagepost.sync.MailboxForecast.Sample;

/** Counts what a copy would do with the items of one folder after the other, and keeps none of them. */
final class ForecastTally {
    private static final int MOST_KEYWORDS = 300;
    private static final int SAMPLE_ITEMS = 40;
    private static final long SAMPLE_BYTES = 2L * 1024 * 1024;

    private final OptionalLong limit;
    private final Holders holders;
    private Amount inSource = Amount.NOTHING;
    private Amount toCopy = Amount.NOTHING;
    private long maybeThere;
    private long labelled;
    private long largest;
    private FolderPath largestIn = FolderPath.INBOX;
    private long tooLarge;
    private long empty;
    private final SortedSet<String> keywords = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private Sample sample = Sample.NONE;

    /** @param limit bytes of the largest item that the target takes */
    ForecastTally(OptionalLong limit, Holders holders) {
        this.limit = limit;
        this.holders = holders;
    }

    /** @param there items in the target folder */
    void add(FolderPath folder, FolderListing listing, FolderAccount known, long there) {
        FolderState state = known.state();
        boolean same = state.source().identity().equals(listing.identity());
        List<ItemSummary> items = SourceView.of(listing).items();
        FolderPart one = new FolderPart(folder);
        for (ItemSummary item : items) {
            one.count(item, same && state.copied().contains(item.key()));
        }
        long strangers = same ? there - state.copied().size() : there;
        maybeThere += Math.max(0, Math.min(strangers, one.pending.items()));
        toCopy = toCopy.plus(one.pending);
        if (one.sampled > sample.bytes()) {
            sample = new Sample(folder, one.keys, one.sampled);
        }
    }

    /** One folder's part. */
    private final class FolderPart {
        private final FolderPath path;
        private Amount pending = Amount.NOTHING;
        private final List<ItemKey> keys = new ArrayList<>();
        private long sampled;

        private FolderPart(FolderPath path) {
            this.path = path;
        }

        private void count(ItemSummary item, boolean copied) {
            long bytes = Math.max(0, item.sizeBytes());
            Amount amount = new Amount(1, bytes);
            inSource = inSource.plus(amount);
            if (bytes > largest) {
                largest = bytes;
                largestIn = path;
            }
            if (copied) {
                return;
            }
            if (holders.place(path, item) != Holders.Place.HERE) {
                labelled++;
            } else if (limit.isPresent() && bytes > limit.getAsLong()) {
                tooLarge++;
            } else if (item.sizeBytes() == 0) {
                empty++;
            } else {
                pending = pending.plus(amount);
                remember(item, bytes);
            }
        }

        private void remember(ItemSummary item, long bytes) {
            if (keywords.size() < MOST_KEYWORDS && !item.marks().isUnknown()) {
                keywords.addAll(item.marks().keywords());
            }
            if (keys.size() < SAMPLE_ITEMS && sampled + bytes <= SAMPLE_BYTES) {
                keys.add(item.key());
                sampled += bytes;
            }
        }
    }

    /** What was counted, with what is known of the folders. */
    MailboxForecast forecast(
            int folders, int excluded, ForecastPairs pairs, List<FolderFailure> unlisted, List<String> unmatched) {
        return new MailboxForecast(
                folders,
                excluded,
                pairs.missing(),
                inSource,
                toCopy,
                maybeThere,
                labelled,
                largest,
                largestIn,
                tooLarge,
                empty,
                pairs.renamed(),
                keywords,
                unlisted,
                unmatched,
                sample);
    }
}
