/** What all dialects of callers share: how a request is looked at and changed, and both ways an answer comes back. */
@NullMarked
package io.signalbox.gateway.dialect;

import org.jspecify.annotations.NullMarked;
