/** What every attempt cost: the ledger, its rating, its roll-ups and the reports made from them. */
@NullMarked
package io.signalbox.usage;

import org.jspecify.annotations.NullMarked;
