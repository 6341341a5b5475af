/** Real parts for tests, and the contracts that tests share. */
@NullMarked
package io.signalbox.testkit;

import org.jspecify.annotations.NullMarked;
