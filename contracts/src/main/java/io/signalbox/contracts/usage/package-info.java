/** One record per attempt: the raw material of the ledger. */
@NullMarked
package io.signalbox.contracts.usage;

import org.jspecify.annotations.NullMarked;
