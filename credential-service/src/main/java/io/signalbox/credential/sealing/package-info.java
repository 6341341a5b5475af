/** Keeps provider keys so that only their tenant's own key opens them. */
@NullMarked
package io.signalbox.credential.sealing;

import org.jspecify.annotations.NullMarked;
