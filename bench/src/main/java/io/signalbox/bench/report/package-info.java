/** What was measured, where, and on which machine, as text. */
@NullMarked
package io.signalbox.bench.report;

import org.jspecify.annotations.NullMarked;
