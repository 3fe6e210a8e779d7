/** What a run does, as lines of JSON for programs. */
@NullMarked
package org.stagepost.cli.events;

import org.jspecify.annotations.NullMarked;
