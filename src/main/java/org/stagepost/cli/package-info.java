/** Commands that people and scripts type. */
@NullMarked
package org.stagepost.cli;

import org.jspecify.annotations.NullMarked;
