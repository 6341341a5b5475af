/** The gateway with everything on, beside a bare proxy and no proxy at all. */
@NullMarked
package io.signalbox.bench.gateway;

import org.jspecify.annotations.NullMarked;
