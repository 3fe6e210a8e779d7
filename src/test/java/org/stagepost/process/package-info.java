/** The program as a process, between real servers: what administrators live through. */
@NullMarked
package org.stagepost.process;

import org.jspecify.annotations.NullMarked;
