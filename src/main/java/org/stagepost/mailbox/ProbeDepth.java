package org.stagepost.mailbox;

/** How much of a mailbox a test proves. */
public enum ProbeDepth {
    /** That it can be read; nothing is changed. */
    READ,
    /** Also that it can be written to: a message goes into a folder made for it, and both are removed again. */
    WRITE
}
