/** What limits can be for, as other services say it. */
@NullMarked
package io.signalbox.usage.known;

import org.jspecify.annotations.NullMarked;
