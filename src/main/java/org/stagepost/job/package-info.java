/** Spring Batch: which user next, restart, partitions. */
@NullMarked
package org.stagepost.job;

import org.jspecify.annotations.NullMarked;
