/** The first administrator of an installation: made at the first start, without any password. */
@NullMarked
package io.signalbox.credential.bootstrap;

import org.jspecify.annotations.NullMarked;
