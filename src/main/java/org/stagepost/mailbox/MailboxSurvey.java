package org.stagepost.mailbox;

import java.time.Duration;
import java.util.List;
import org.stagepost.model.FolderPath;

/**
 * A mailbox of either side as it is before a copy. Not thread-safe; belongs to the caller, who closes it. Nothing done
 * here changes the mailbox, not even a \Recent flag. Every method but {@link #close} and those that only compute may
 * fail with ENDPOINT_UNREACHABLE, ENDPOINT_THROTTLED or PROTOCOL_VIOLATED; then it must be opened again.
 */
public interface MailboxSurvey extends AutoCloseable {
    /** The same mailbox for reading, on the same connection; closed with this one. */
    SourceMailbox mailbox();

    ServerTraits traits();

    /** What limits the inbox and, on most servers, all folders with it (RFC 9208 §4.1.2). Empty when none is told. */
    List<Quota> quotas();

    /**
     * The path under which a copy would ask for the folder: the same, unless a name holds what the server cannot store.
     * Computes only; the server may refuse the name all the same.
     */
    FolderPath storable(FolderPath folder);

    /** What would become of a keyword here. */
    KeywordFate fate(String keyword);

    /** One short question and its answer. */
    Duration roundTrip();

    @Override
    void close();

    /** Whether a keyword can be kept. */
    enum KeywordFate {
        KEPT,
        LOST,
        /** Many servers tell it only to those who open a folder for writing. */
        UNKNOWN
    }
}
