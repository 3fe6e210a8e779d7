package org.stagepost.migration;

/** Who copies into which target mailbox. Thread-safe. */
public interface TargetClaims {
    /** @param mailbox names it over all batches; @return false when somebody else has claimed it */
    boolean claim(String mailbox);

    void release(String mailbox);
}
