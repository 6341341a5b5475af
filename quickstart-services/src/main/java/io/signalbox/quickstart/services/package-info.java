/** The control-plane services as siblings in one JVM, for one machine. */
@NullMarked
package io.signalbox.quickstart.services;

import org.jspecify.annotations.NullMarked;
