/** HTTP to the providers: pooled connections and the pieces a stream falls into. */
@NullMarked
package io.signalbox.gateway.upstream;

import org.jspecify.annotations.NullMarked;
