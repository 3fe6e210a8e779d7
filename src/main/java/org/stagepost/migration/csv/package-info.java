/** Reads and checks a batch's CSV. */
@NullMarked
package org.stagepost.migration.csv;

import org.jspecify.annotations.NullMarked;
