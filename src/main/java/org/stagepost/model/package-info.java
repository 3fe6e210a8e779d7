/** Words that all rooms share; the JDK only. */
@NullMarked
package org.stagepost.model;

import org.jspecify.annotations.NullMarked;
