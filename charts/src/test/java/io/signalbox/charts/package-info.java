/** What the chart renders to, for the values people really use and for those they get wrong. */
@NullMarked
package io.signalbox.charts;

import org.jspecify.annotations.NullMarked;
