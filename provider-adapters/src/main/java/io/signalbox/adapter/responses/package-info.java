/** Answers of the Responses API, which more than one provider's format has: shared by the adapters that offer it. */
@NullMarked
package io.signalbox.adapter.responses;

import org.jspecify.annotations.NullMarked;
