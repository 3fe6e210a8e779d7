/** The administrator's own programs. */
@NullMarked
package org.stagepost.migration.command;

import org.jspecify.annotations.NullMarked;
