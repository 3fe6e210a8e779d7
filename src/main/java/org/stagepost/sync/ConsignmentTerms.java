package org.stagepost.sync;

/**
 * How items are made ready for a target.
 *
 * @param space for one item at a time
 */
record ConsignmentTerms(ItemFitter fitter, TransitSpace space, boolean targetTellsKeys) {}
