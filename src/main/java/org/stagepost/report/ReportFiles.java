package org.stagepost.report;

import java.nio.file.Path;

/**
 * The files of one pass's reports.
 *
 * @param retry rows to run again; may have a header only
 */
public record ReportFiles(Path folder, Path statistics, Path errors, Path skipped, Path retry, Path json, Path html) {}
