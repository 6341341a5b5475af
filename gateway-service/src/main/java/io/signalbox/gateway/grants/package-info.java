/** Provider keys, fetched ahead of need and sealed on disk, so that no request waits for the credential service. */
@NullMarked
package io.signalbox.gateway.grants;

import org.jspecify.annotations.NullMarked;
