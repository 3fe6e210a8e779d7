package org.stagepost.migration;

import org.stagepost.model.ExitCode;

/**
 * What became of a request.
 *
 * @param sentence what was reached, or why it was refused
 */
public record RequestAnswer(ExitCode exitCode, String sentence) {}
