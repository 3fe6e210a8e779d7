package org.stagepost.migration;

import java.time.Instant;
import org.stagepost.directory.DirectoryChange;

/**
 * A directory change as the journal has it.
 *
 * @param row names it in the journal
 * @param intended when it was about to be made
 * @param confirmed the directory said that it was made; otherwise only the entry tells
 */
public record RecordedChange(long row, DirectoryChange change, Instant intended, boolean confirmed) {}
