@NullMarked
package io.signalbox.adapter.wording;

import org.jspecify.annotations.NullMarked;
