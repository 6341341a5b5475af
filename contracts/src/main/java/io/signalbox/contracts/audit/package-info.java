/** Who did what, from where, with what outcome. */
@NullMarked
package io.signalbox.contracts.audit;

import org.jspecify.annotations.NullMarked;
