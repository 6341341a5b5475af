/** What a service tells about itself: metrics on the management port, under the same names and tags everywhere. */
@NullMarked
package io.signalbox.kit.telemetry;

import org.jspecify.annotations.NullMarked;
