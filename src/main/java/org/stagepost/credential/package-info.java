/** Secrets: how they are named, resolved, sealed at rest and never printed. */
@NullMarked
package org.stagepost.credential;

import org.jspecify.annotations.NullMarked;
