/** Management calls to a provider on a configuration's behalf: guarded, with its key, bounded. */
@NullMarked
package io.signalbox.provider.calling;

import org.jspecify.annotations.NullMarked;
