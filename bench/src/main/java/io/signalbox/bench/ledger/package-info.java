/** The ledger's intake on top of millions of entries, beside a plain insert of the same rows. */
@NullMarked
package io.signalbox.bench.ledger;

import org.jspecify.annotations.NullMarked;
