/** Allowances: what may be spent or asked for. */
@NullMarked
package io.signalbox.contracts.budget;

import org.jspecify.annotations.NullMarked;
