/** What has to be there before the first service starts: topics with their settings, databases with their three roles. */
@NullMarked
package io.signalbox.installation;

import org.jspecify.annotations.NullMarked;
