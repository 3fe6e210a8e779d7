package org.stagepost.mailbox;

import java.util.function.UnaryOperator;

/**
 * A target folder that can be written to.
 *
 * @param status as it was when the folder was opened
 * @param permitted reduces marks to those that can be kept here; the others are dropped by the caller and reported
 */
public record TargetFolder(FolderStatus status, UnaryOperator<Marks> permitted) {}
