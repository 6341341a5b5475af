/** What people call the things that usage is grouped by. */
@NullMarked
package io.signalbox.usage.name;

import org.jspecify.annotations.NullMarked;
