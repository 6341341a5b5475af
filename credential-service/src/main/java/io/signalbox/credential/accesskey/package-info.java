/** Decides about the keys with which applications call the gateway: shown once, stored as a hash. */
@NullMarked
package io.signalbox.credential.accesskey;

import org.jspecify.annotations.NullMarked;
