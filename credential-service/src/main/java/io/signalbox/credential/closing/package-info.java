/** What closing a tenant entails: every key revoked, the tenant's own encryption key destroyed. */
@NullMarked
package io.signalbox.credential.closing;

import org.jspecify.annotations.NullMarked;
