/** The model a type of task uses when nobody names one. */
@NullMarked
package io.signalbox.catalog.defaults;

import org.jspecify.annotations.NullMarked;
