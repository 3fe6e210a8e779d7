/** Named connection settings of one server, and how its TLS is verified. */
@NullMarked
package org.stagepost.endpoint;

import org.jspecify.annotations.NullMarked;
