/** Autoconfig and Autodiscover, over a small HTTP client that connects to the very address it has checked. */
@NullMarked
package org.stagepost.discovery.http;

import org.jspecify.annotations.NullMarked;
