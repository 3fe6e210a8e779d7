package org.stagepost.discovery;

/** How well a proposal is founded. */
public enum Confidence {
    /** The domain says so itself. */
    TOLD,
    /** Concluded from names that are usual. */
    GUESSED
}
