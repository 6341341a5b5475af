/** What models there are, what they cost, which one is meant by default, and how requests are routed. */
@NullMarked
package io.signalbox.catalog;

import org.jspecify.annotations.NullMarked;
