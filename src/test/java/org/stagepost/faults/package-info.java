/** The fault harness: real servers, a proxy that breaks connections, processes that are killed, and an own verifier. */
@NullMarked
package org.stagepost.faults;

import org.jspecify.annotations.NullMarked;
