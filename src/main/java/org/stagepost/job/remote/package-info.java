/** What a manager and its workers say to each other through a broker (adr/0019). */
@NullMarked
package org.stagepost.job.remote;

import org.jspecify.annotations.NullMarked;
