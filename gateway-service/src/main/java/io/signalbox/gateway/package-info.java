/** The door applications come through: it decides nothing and serves from what it knows. */
@NullMarked
package io.signalbox.gateway;

import org.jspecify.annotations.NullMarked;
