/** Examples and terms that cannot act. */
@NullMarked
package io.signalbox.usage.allowance;

import org.jspecify.annotations.NullMarked;
