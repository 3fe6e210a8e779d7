package org.stagepost.migration;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;

/** Something that one process asks of the process that runs batches. */
public final class BatchRequest {
    private final long id;
    private final BatchName batch;
    private final RequestKind kind;
    private final @Nullable EmailAddress user;
    private final String requestedBy;
    private final Instant requestTime;

    /** @param user null for the whole batch */
    public BatchRequest(
            long id,
            BatchName batch,
            RequestKind kind,
            @Nullable EmailAddress user,
            String requestedBy,
            Instant requestTime) {
        this.id = id;
        this.batch = batch;
        this.kind = kind;
        this.user = user;
        this.requestedBy = requestedBy;
        this.requestTime = requestTime;
    }

    public long id() {
        return id;
    }

    public BatchName batch() {
        return batch;
    }

    public RequestKind kind() {
        return kind;
    }

    /** Empty for the whole batch. */
    public Optional<EmailAddress> user() {
        return Optional.ofNullable(user);
    }

    public String requestedBy() {
        return requestedBy;
    }

    public Instant requestTime() {
        return requestTime;
    }
}
