/** Who did or tried what, when and from where, in a chain nobody can change unnoticed. */
@NullMarked
package io.signalbox.credential.audit;

import org.jspecify.annotations.NullMarked;
