/** Answers that are no conversation: rankings, verdicts, images, speech, transcripts. Their shapes are shared by many servers. */
@NullMarked
package io.signalbox.adapter.plain;

import org.jspecify.annotations.NullMarked;
