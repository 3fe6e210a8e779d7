/** The only place that knows which kinds exist; builds the rooms with @Bean methods. */
@NullMarked
package org.stagepost.wiring;

import org.jspecify.annotations.NullMarked;
