/** Configurations and provider types as last heard, and which of them a caller means. */
@NullMarked
package io.signalbox.catalog.known;

import org.jspecify.annotations.NullMarked;
