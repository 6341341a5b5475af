/** The one way contract events and answers are written as JSON, and requests are read. */
@NullMarked
package io.signalbox.kit.contractjson;

import org.jspecify.annotations.NullMarked;
