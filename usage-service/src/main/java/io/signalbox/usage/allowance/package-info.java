/** Limits as tenants define them: one aggregate, and what it may be. */
@NullMarked
package io.signalbox.usage.allowance;

import org.jspecify.annotations.NullMarked;
