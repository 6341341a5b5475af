/** What an operator sees of the targets: which can be used, and why not. */
@NullMarked
package io.signalbox.gateway.targets;

import org.jspecify.annotations.NullMarked;
