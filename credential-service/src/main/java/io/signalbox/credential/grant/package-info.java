/** Hands opened provider keys to the services that have to use them. */
@NullMarked
package io.signalbox.credential.grant;

import org.jspecify.annotations.NullMarked;
