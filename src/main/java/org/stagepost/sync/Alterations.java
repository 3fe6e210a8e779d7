package org.stagepost.sync;

/**
 * Items that were copied, but not exactly as they are; of one run.
 *
 * @param contents items with bare line ends or NUL bytes, which mail must not have
 * @param dates items with a received date before 1970 or in the future
 * @param marks items with keywords that the target does not keep
 */
public record Alterations(long contents, long dates, long marks) {
    static final Alterations NONE = new Alterations(0, 0, 0);

    Alterations plus(Alterations other) {
        return new Alterations(contents + other.contents, dates + other.dates, marks + other.marks);
    }
}
