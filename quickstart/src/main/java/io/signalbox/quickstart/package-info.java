/** Starts, watches and stops every part of the product on one machine. */
@NullMarked
package io.signalbox.quickstart;

import org.jspecify.annotations.NullMarked;
