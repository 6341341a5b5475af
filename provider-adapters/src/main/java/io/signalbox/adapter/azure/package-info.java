/** OpenAI's models at Azure: OpenAI's format, spoken to deployments. */
@NullMarked
package io.signalbox.adapter.azure;

import org.jspecify.annotations.NullMarked;
