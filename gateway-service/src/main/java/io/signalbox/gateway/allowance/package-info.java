/** What is allowed to whom and of what, as the snapshot knows it. */
@NullMarked
package io.signalbox.gateway.allowance;

import org.jspecify.annotations.NullMarked;
