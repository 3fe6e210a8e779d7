/** Sending mails through an endpoint of kind smtp. */
@NullMarked
package org.stagepost.smtp;

import org.jspecify.annotations.NullMarked;
