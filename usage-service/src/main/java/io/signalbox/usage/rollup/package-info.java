/** What the ledger comes to per hour, added to with every entry and rebuilt from the ledger alone. */
@NullMarked
package io.signalbox.usage.rollup;

import org.jspecify.annotations.NullMarked;
