package org.stagepost.job;

import java.nio.file.Path;
import org.stagepost.migration.BatchReport;
import org.stagepost.model.ExitCode;

/**
 * How a run ended.
 *
 * @param message one sentence: what was reached or why it ended
 * @param reports folder with the reports of this pass
 */
public record RunResult(ExitCode exitCode, String message, BatchReport report, Path reports) {}
