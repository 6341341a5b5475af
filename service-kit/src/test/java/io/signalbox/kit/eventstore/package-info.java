/** What the store needs no database to be sure of. */
@NullMarked
package io.signalbox.kit.eventstore;

import org.jspecify.annotations.NullMarked;
