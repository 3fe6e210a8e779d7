/** JDBC ledgers and the embedded store under the home folder. */
@NullMarked
package org.stagepost.persistence;

import org.jspecify.annotations.NullMarked;
