/** One model of one configuration: discovered, declared, or both. */
@NullMarked
package io.signalbox.catalog.model;

import org.jspecify.annotations.NullMarked;
