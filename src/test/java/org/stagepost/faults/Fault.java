package org.stagepost.faults;

/**
 * A planned break of a connection.
 *
 * @param atTarget whether on the target's side, else on the source's
 * @param entry strikes where the conversation comes to this class for the n-th time, from 1
 * @param skip bytes of the class that still pass
 */
record Fault(boolean atTarget, ByteClass kind, int entry, int skip, Act act) {
    String column() {
        return (atTarget ? "target " : "source ") + act;
    }
}
