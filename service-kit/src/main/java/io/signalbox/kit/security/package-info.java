/** Who calls: tokens in, {@link io.signalbox.kit.security.Caller} out, and this service's own identity towards others. */
@NullMarked
package io.signalbox.kit.security;

import org.jspecify.annotations.NullMarked;
