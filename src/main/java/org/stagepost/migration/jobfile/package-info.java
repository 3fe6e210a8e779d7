/** Reads and checks job files and endpoint settings. */
@NullMarked
package org.stagepost.migration.jobfile;

import org.jspecify.annotations.NullMarked;
