/** Who may enter a session: a user of the tenant, or whoever holds the session's own token. */
@NullMarked
package io.signalbox.vfs.token;

import org.jspecify.annotations.NullMarked;
