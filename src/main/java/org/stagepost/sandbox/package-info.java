/** The embedded source, target, directory and SMTP sink of the demo. */
@NullMarked
package org.stagepost.sandbox;

import org.jspecify.annotations.NullMarked;
