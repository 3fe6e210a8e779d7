package org.stagepost.sync;

import java.nio.file.Path;

/**
 * How items are made ready for a target.
 *
 * @param spool folder for large items on their way
 */
record ConsignmentTerms(ItemFitter fitter, Path spool, boolean targetTellsKeys) {}
