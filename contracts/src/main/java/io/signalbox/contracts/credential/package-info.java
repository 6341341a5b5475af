/** That a key exists and which one is current: never the key. */
@NullMarked
package io.signalbox.contracts.credential;

import org.jspecify.annotations.NullMarked;
