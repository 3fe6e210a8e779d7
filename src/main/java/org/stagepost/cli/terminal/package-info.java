/** Where a command writes, what the shell told it, and how it is asked to stop. */
@NullMarked
package org.stagepost.cli.terminal;

import org.jspecify.annotations.NullMarked;
