/** The live view of a run. */
@NullMarked
package org.stagepost.cli.progress;

import org.jspecify.annotations.NullMarked;
