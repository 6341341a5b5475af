/** Requests that are no conversation: rankings, verdicts, images, speech and transcripts, in the shapes most servers share. */
@NullMarked
package io.signalbox.gateway.dialect.plain;

import org.jspecify.annotations.NullMarked;
