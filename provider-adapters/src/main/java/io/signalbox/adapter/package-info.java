/** What a provider's wire format has to tell the rest of the product: start at {@link io.signalbox.adapter.ProviderAdapter}. */
@NullMarked
package io.signalbox.adapter;

import org.jspecify.annotations.NullMarked;
