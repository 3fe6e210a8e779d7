package org.stagepost.sync;

/** The process is dead: nothing in the engine may catch it. */
final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Crash(String place) {
        super(place);
    }
}
