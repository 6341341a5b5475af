/** What applications that speak the Responses API send and read, whatever the target speaks. */
@NullMarked
package io.signalbox.gateway.dialect.responses;

import org.jspecify.annotations.NullMarked;
