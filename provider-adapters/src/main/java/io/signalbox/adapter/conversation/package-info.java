/** The canonical conversation that dialects meet in when caller and provider speak different ones. */
@NullMarked
package io.signalbox.adapter.conversation;

import org.jspecify.annotations.NullMarked;
