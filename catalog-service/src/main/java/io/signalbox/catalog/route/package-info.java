/** Names applications ask for, and how each is served. */
@NullMarked
package io.signalbox.catalog.route;

import org.jspecify.annotations.NullMarked;
