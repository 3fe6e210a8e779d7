/** The engine on mailboxes in memory. */
@NullMarked
package org.stagepost.sync;

import org.jspecify.annotations.NullMarked;
