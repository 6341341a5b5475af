/** The ledger itself: pages to look at and streams of any size to take away. */
@NullMarked
package io.signalbox.usage.export;

import org.jspecify.annotations.NullMarked;
