/** What was asked and what is answered, in no dialect: the answer and its tokens are a pure function of the question. */
@NullMarked
package io.signalbox.simulator.conversation;

import org.jspecify.annotations.NullMarked;
