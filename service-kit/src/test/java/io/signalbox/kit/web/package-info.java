/** A small service on a real port: what every controller gets from the kit, seen from outside. */
@NullMarked
package io.signalbox.kit.web;

import org.jspecify.annotations.NullMarked;
