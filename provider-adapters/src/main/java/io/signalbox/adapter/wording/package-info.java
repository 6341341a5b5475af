/** Texts that pass from one format of JSON to another without being read in between. */
@NullMarked
package io.signalbox.adapter.wording;

import org.jspecify.annotations.NullMarked;
