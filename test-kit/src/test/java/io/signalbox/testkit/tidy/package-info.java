/** The rules see what they say they see. */
@NullMarked
package io.signalbox.testkit.tidy;

import org.jspecify.annotations.NullMarked;
