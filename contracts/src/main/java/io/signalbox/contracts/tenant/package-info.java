/** Organisations and the projects inside them, as other services need to know them. */
@NullMarked
package io.signalbox.contracts.tenant;

import org.jspecify.annotations.NullMarked;
