/** Keeps what is used within what is allowed, by shares that the usage service gives out. */
@NullMarked
package io.signalbox.gateway.limits;

import org.jspecify.annotations.NullMarked;
