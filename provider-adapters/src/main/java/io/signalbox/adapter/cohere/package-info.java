/** Cohere's own format, second version. A stream ends with {@code message-end}; there is no other terminator. */
@NullMarked
package io.signalbox.adapter.cohere;

import org.jspecify.annotations.NullMarked;
