/** Real parts, started once per test JVM: PostgreSQL and Kafka as they run in production, only on a small scale. */
@NullMarked
package io.signalbox.testkit.embedded;

import org.jspecify.annotations.NullMarked;
