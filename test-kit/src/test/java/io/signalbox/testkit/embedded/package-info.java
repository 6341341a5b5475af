/** The real parts really are there. */
@NullMarked
package io.signalbox.testkit.embedded;

import org.jspecify.annotations.NullMarked;
