/** The request path of /v1, from the first byte to the last; start reading at Pipeline. */
@NullMarked
package io.signalbox.gateway.pipeline;

import org.jspecify.annotations.NullMarked;
