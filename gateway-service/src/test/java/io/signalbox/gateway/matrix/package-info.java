/** What callers of every dialect get from every provider type: asked of real parts, written down as a document. */
@NullMarked
package io.signalbox.gateway.matrix;

import org.jspecify.annotations.NullMarked;
