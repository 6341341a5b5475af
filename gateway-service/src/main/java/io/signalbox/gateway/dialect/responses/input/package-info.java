/** What a request for a response comes to as a chat, for targets that have chats alone. */
@NullMarked
package io.signalbox.gateway.dialect.responses.input;

import org.jspecify.annotations.NullMarked;
