/** What reading any provider needs: JSON, error bodies, wait hints, redaction of keys, columns of a model table. */
@NullMarked
package io.signalbox.adapter.wire;

import org.jspecify.annotations.NullMarked;
