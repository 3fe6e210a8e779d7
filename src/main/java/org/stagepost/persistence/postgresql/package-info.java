/** A PostgreSQL database as the store: one process runs batches in it, others look. */
@NullMarked
package org.stagepost.persistence.postgresql;

import org.jspecify.annotations.NullMarked;
