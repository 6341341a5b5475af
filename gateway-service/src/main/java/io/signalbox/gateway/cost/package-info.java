/** What an answer costs, told inside it to the callers that want to know. */
@NullMarked
package io.signalbox.gateway.cost;

import org.jspecify.annotations.NullMarked;
