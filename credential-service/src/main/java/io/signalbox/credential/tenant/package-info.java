/** Decides about tenants and the projects inside them. */
@NullMarked
package io.signalbox.credential.tenant;

import org.jspecify.annotations.NullMarked;
