/** The ledgers, journals and stored settings as tables; portable SQL. */
@NullMarked
package org.stagepost.persistence.ledger;

import org.jspecify.annotations.NullMarked;
