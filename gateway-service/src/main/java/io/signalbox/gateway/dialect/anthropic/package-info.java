/** What applications that speak Anthropic's format send and read: messages, streams of events, counts and errors. */
@NullMarked
package io.signalbox.gateway.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
