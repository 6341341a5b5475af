/** What crosses a service border: events, topics and the value types they are made of. */
@NullMarked
package io.signalbox.contracts;

import org.jspecify.annotations.NullMarked;
