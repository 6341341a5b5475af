/** Whether a connection works: real calls, remembered and limited. */
@NullMarked
package io.signalbox.provider.probe;

import org.jspecify.annotations.NullMarked;
