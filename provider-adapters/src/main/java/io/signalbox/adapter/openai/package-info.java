/** The OpenAI wire format, spoken by OpenAI and by every compatible server. */
@NullMarked
package io.signalbox.adapter.openai;

import org.jspecify.annotations.NullMarked;
