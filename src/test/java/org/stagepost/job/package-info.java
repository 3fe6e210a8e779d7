/** The job as a whole, with everything but the servers real. */
@NullMarked
package org.stagepost.job;

import org.jspecify.annotations.NullMarked;
