/** Ids and secrets. */
@NullMarked
package io.signalbox.kit.identity;

import org.jspecify.annotations.NullMarked;
