/** DNS by dnsjava. */
@NullMarked
package org.stagepost.discovery.dns;

import org.jspecify.annotations.NullMarked;
