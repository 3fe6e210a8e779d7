/** Finding a user in a directory, converting it into a mailbox, setting its forwarding. */
@NullMarked
package org.stagepost.directory;

import org.jspecify.annotations.NullMarked;
