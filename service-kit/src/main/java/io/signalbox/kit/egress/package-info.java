/** The one way out to addresses somebody else has named: checked when the connection is made, bounded in every respect. */
@NullMarked
package io.signalbox.kit.egress;

import org.jspecify.annotations.NullMarked;
