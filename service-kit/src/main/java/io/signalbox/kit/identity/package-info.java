/** Where ids and secrets come from, so that no capability invents its own. */
@NullMarked
package io.signalbox.kit.identity;

import org.jspecify.annotations.NullMarked;
