/** Files and batches of applications: identified here, kept and worked through by the vfs service. */
@NullMarked
package io.signalbox.gateway.batches;

import org.jspecify.annotations.NullMarked;
