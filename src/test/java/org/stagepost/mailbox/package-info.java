/** The contract of every kind of mailbox, and one in memory for tests of those who use it. */
@NullMarked
package org.stagepost.mailbox;

import org.jspecify.annotations.NullMarked;
