/** JDBC ledgers, and the store that they stand in: embedded in the home folder, or PostgreSQL. */
@NullMarked
package org.stagepost.persistence;

import org.jspecify.annotations.NullMarked;
