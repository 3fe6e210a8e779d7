/** The home folder, its lock, and the embedded store that one process owns and others look into. */
@NullMarked
package org.stagepost.persistence.home;

import org.jspecify.annotations.NullMarked;
