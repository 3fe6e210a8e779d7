/** Renderings: CSV, JSON and mails. */
@NullMarked
package org.stagepost.report;

import org.jspecify.annotations.NullMarked;
