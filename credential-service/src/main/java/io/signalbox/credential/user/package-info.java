/** Decides about the people of a tenant and the roles they may act in. */
@NullMarked
package io.signalbox.credential.user;

import org.jspecify.annotations.NullMarked;
