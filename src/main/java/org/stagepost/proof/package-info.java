/** Compares the two sides of a migration item by item, and says what became of each; pure, it sees no kind and no database. */
@NullMarked
package org.stagepost.proof;

import org.jspecify.annotations.NullMarked;
