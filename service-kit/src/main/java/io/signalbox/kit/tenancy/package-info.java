/** One tenant at a time: what a transaction may see is decided by the database. */
@NullMarked
package io.signalbox.kit.tenancy;

import org.jspecify.annotations.NullMarked;
