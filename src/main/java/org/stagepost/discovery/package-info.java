/** Finds how the server of a mailbox is reached, from its address alone. */
@NullMarked
package org.stagepost.discovery;

import org.jspecify.annotations.NullMarked;
