/** What calls have taught about targets and keys: who is out, who cools down, who is tried again, and how. */
@NullMarked
package io.signalbox.gateway.health;

import org.jspecify.annotations.NullMarked;
