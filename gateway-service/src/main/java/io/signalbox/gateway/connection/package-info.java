/** What bounds the connections of callers before a request of theirs is one: their number, and the time they may take. */
@NullMarked
package io.signalbox.gateway.connection;

import org.jspecify.annotations.NullMarked;
