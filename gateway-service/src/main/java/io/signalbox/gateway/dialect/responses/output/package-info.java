/** How an answer is written as a response: as one object, or event by event. */
@NullMarked
package io.signalbox.gateway.dialect.responses.output;

import org.jspecify.annotations.NullMarked;
