/** Bytes on connections: requests in, paced frames out, ordinary and violent endings. */
@NullMarked
package io.signalbox.simulator.wire;

import org.jspecify.annotations.NullMarked;
