/** Which tenants, projects and users there are. */
@NullMarked
package io.signalbox.credential.directory;

import org.jspecify.annotations.NullMarked;
