/** Provider types, configurations and the models they were found to offer. */
@NullMarked
package io.signalbox.contracts.provider;

import org.jspecify.annotations.NullMarked;
