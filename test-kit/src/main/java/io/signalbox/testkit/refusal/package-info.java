/** What every route says to a caller who did something wrong, as one table per service that a test keeps true. */
@NullMarked
package io.signalbox.testkit.refusal;

import org.jspecify.annotations.NullMarked;
