/** Promises every service's read models and inboxes keep, checked the same way for all. */
@NullMarked
package io.signalbox.testkit.contract;

import org.jspecify.annotations.NullMarked;
