/** Who calls and whether they may: decided from the snapshot alone, before anything is sent anywhere. */
@NullMarked
package io.signalbox.gateway.admission;

import org.jspecify.annotations.NullMarked;
