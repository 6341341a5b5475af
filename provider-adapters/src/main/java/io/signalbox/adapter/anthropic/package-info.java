/** The Anthropic messages format. */
@NullMarked
package io.signalbox.adapter.anthropic;

import org.jspecify.annotations.NullMarked;
