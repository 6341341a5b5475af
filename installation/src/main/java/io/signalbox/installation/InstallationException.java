package io.signalbox.installation;

import org.jspecify.annotations.Nullable;

/** Something is missing or different from what the services rest on; the message is what the operator reads. */
public final class InstallationException extends Exception {
    private static final long serialVersionUID = 1L;

    InstallationException(String message) {
        super(message);
    }

    InstallationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
