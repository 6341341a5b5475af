/** Usage per period, grouped by what the asker wants to know. */
@NullMarked
package io.signalbox.usage.report;

import org.jspecify.annotations.NullMarked;
