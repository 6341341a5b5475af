/** Provider types as data: declare, change, retire. */
@NullMarked
package io.signalbox.provider.type;

import org.jspecify.annotations.NullMarked;
