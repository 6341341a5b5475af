/** A request for embeddings of more inputs than its target takes at once: one call after another, one answer. */
@NullMarked
package io.signalbox.gateway.portions;

import org.jspecify.annotations.NullMarked;
