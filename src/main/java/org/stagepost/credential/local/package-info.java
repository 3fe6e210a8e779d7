/** Secrets on this machine: the key, the seal, and where references lead. */
@NullMarked
package org.stagepost.credential.local;

import org.jspecify.annotations.NullMarked;
