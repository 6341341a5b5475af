/** The append-only ledger: one entry per attempt, and one more for every later change of its cost. */
@NullMarked
package io.signalbox.usage.ledger;

import org.jspecify.annotations.NullMarked;
