/** From price entries and quantities to an exact cost: used by the gateway to show and by the usage service to decide. */
@NullMarked
package io.signalbox.pricing;

import org.jspecify.annotations.NullMarked;
