/** The conventions of the HTTP face: paging, conditions, retried calls, periods, reading one's own writes, health. */
@NullMarked
package io.signalbox.kit.api;

import org.jspecify.annotations.NullMarked;
