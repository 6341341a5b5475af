/** The product as its users have it. */
@NullMarked
package io.signalbox.e2e;

import org.jspecify.annotations.NullMarked;
