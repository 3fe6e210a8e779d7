package org.stagepost.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.stagepost.mailbox.ItemSummary;

/** A folder's items without a copy, by the places where they are to have it; each list in the order of arrival. */
record Shares(List<ItemSummary> here, List<ItemSummary> elsewhere, List<ItemSummary> open) {
    static Shares of(List<ItemSummary> items, Function<ItemSummary, Holders.Place> places) {
        Shares shares = new Shares(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (ItemSummary item : items) {
            List<ItemSummary> share =
                    switch (places.apply(item)) {
                        case HERE -> shares.here;
                        case ELSEWHERE -> shares.elsewhere;
                        case NOT_YET_KNOWN -> shares.open;
                    };
            share.add(item);
        }
        return shares;
    }
}
