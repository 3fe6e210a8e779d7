/** For those who watch over a process that runs batches: metrics, health, and word of every change. */
@NullMarked
package org.stagepost.monitoring;

import org.jspecify.annotations.NullMarked;
