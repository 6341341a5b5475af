/** The installation against a real broker and a real database server. */
@NullMarked
package io.signalbox.installation;

import org.jspecify.annotations.NullMarked;
