package org.stagepost.migration;

import java.util.stream.Collectors;
import org.stagepost.model.Finding;

/**
 * A row of a batch whose mailbox a verification does not look at.
 *
 * @param line 1-based line of its CSV
 * @param address as written; empty where the row has none
 * @param why in words
 */
public record LeftOutRow(int line, String address, String why) {
    static final String NOT_ASKED_FOR = "not asked for";

    static LeftOutRow notAskedFor(UserRow row) {
        return new LeftOutRow(row.line(), row.address().value(), NOT_ASKED_FOR);
    }

    static LeftOutRow rejected(RejectedRow row) {
        String faults = row.findings().stream().map(Finding::message).collect(Collectors.joining("; "));
        return new LeftOutRow(row.line(), row.address(), faults);
    }

    /** Its row is good; somebody chose other users. */
    public boolean isNotAskedFor() {
        return why.equals(NOT_ASKED_FOR);
    }
}
