/** Examples and a real database for the usage service's tests. */
@NullMarked
package io.signalbox.usage;

import org.jspecify.annotations.NullMarked;
