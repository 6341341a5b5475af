/** Who may do what: tenants, identities, provider keys in safe keeping, access keys, and the record of it all. */
@NullMarked
package io.signalbox.credential;

import org.jspecify.annotations.NullMarked;
