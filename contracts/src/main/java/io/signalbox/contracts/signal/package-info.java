/** Things that happened once and that somebody may want to be told. */
@NullMarked
package io.signalbox.contracts.signal;

import org.jspecify.annotations.NullMarked;
