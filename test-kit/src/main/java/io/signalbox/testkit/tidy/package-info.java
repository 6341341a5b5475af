/** House style as a test: what a reviewer would say every time. */
@NullMarked
package io.signalbox.testkit.tidy;

import org.jspecify.annotations.NullMarked;
