/** Calls to the outside, wanted by events, made by workers. */
@NullMarked
package io.signalbox.kit.jobs;

import org.jspecify.annotations.NullMarked;
