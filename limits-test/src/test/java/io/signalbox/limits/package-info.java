/** What several gateways and one usage service let through together. */
@NullMarked
package io.signalbox.limits;

import org.jspecify.annotations.NullMarked;
