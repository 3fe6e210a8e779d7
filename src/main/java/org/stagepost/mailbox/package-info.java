/** The interface that every kind of mail system implements: a source to read, a target to write. */
@NullMarked
package org.stagepost.mailbox;

import org.jspecify.annotations.NullMarked;
