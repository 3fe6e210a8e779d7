package org.stagepost.proof;

/** Takes what a proof finds, folder by folder. Called by one thread. */
public interface ProofSink {
    /** Once for each source item. */
    void item(ProvenItem item);

    void difference(Difference difference);
}
