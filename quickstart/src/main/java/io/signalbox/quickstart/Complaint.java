package io.signalbox.quickstart;

/** Something the person at the terminal has to know: one clear sentence and the exit code for scripts. */
final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What scripts can tell apart; documented in {@code --help}. */
    enum Exit {
        FAILED(1),
        USAGE(2),
        ALREADY_RUNNING(3),
        NOT_RUNNING(4),
        PORT_BUSY(5),
        DISK_FULL(6);

        private final int code;

        Exit(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    private final Exit exit;

    Complaint(Exit exit, String sentence) {
        super(sentence);
        this.exit = exit;
    }

    Complaint(Exit exit, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exit = exit;
    }

    Exit exit() {
        return exit;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
