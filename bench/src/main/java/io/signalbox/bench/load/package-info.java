/** Who asks, who answers and what stands between them: small programs, each in a JVM of its own. */
@NullMarked
package io.signalbox.bench.load;

import org.jspecify.annotations.NullMarked;
