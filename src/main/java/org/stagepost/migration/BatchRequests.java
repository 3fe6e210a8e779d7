package org.stagepost.migration;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;

/**
 * What processes ask of the one that runs batches. A request is answered once, and nobody hears of it again after
 * that. Thread-safe; each call is one short transaction.
 */
public interface BatchRequests {
    /**
     * @param user null for the whole batch
     * @return the request's number, for {@link #answer}
     */
    long ask(BatchName batch, RequestKind kind, @Nullable EmailAddress user);

    /** Those that nobody has taken; they are taken now. In the order in which they were asked. */
    List<BatchRequest> take();

    /** The process that took the request has seen to it. */
    void answered(long id, RequestAnswer answer);

    /** Empty while it is seen to. */
    Optional<RequestAnswer> answer(long id);

    /** False when nobody will answer: a new owner has forgotten what was asked before it. */
    boolean isKnown(long id);

    /** Whoever asked, of a process that is dead: nobody will answer. */
    void forgetAll();
}
