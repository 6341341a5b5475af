/** What applications that speak OpenAI's format send and read: requests, answers, streams and errors. */
@NullMarked
package io.signalbox.gateway.dialect.openai;

import org.jspecify.annotations.NullMarked;
