/** The business: batches, users, types, statuses, CSV and job files. */
@NullMarked
package org.stagepost.migration;

import org.jspecify.annotations.NullMarked;
