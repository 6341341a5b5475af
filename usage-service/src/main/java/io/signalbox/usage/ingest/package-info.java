/** From usage records to ledger entries. */
@NullMarked
package io.signalbox.usage.ingest;

import org.jspecify.annotations.NullMarked;
