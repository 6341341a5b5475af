package io.signalbox.gateway.attempt;

/**
 * Where an attempt stands. The only way to the next state is a method on the present one, and only an
 * {@link Uncommitted} attempt can be exchanged for another: after the first token there is no method that leads there.
 *
 * <pre>
 *            opened
 *              │
 *              ▼            success status           first content
 *          Calling ────────────────────► BeforeFirstToken ───────────► AfterFirstToken
 *              │ failure                    │ failure     │ whole answer    │ terminator, or failure
 *              ▼                            ▼             ▼                 ▼
 *      another attempt, or an error     (the same)      Closed            Closed
 * </pre>
 *
 * What follows Closed is the request's affair and not the attempt's: the journal is told whether the reply that its last
 * attempt had a part in was delivered, and only then is that attempt's end final.
 */
sealed interface Attempt {
    AttemptRecord record();

    /** It has ended, one way or another. */
    Closed closed();

    /** Nothing of its answer was released: the caller cannot know that there was this attempt. */
    sealed interface Uncommitted extends Attempt {
        @Override
        default Closed closed() {
            return new Closed(record(), false);
        }
    }

    /** Opened in the journal; connecting, or sent and without an answer. */
    record Calling(AttemptRecord record) implements Uncommitted {
        BeforeFirstToken succeeding() {
            return new BeforeFirstToken(record);
        }
    }

    /** The provider has begun a success, and said nothing yet that a caller would miss. */
    record BeforeFirstToken(AttemptRecord record) implements Uncommitted {
        AfterFirstToken firstToken(long now) {
            record.firstToken(now);
            return new AfterFirstToken(record);
        }
    }

    /** Content is on its way to the caller. */
    record AfterFirstToken(AttemptRecord record) implements Attempt {
        @Override
        public Closed closed() {
            return new Closed(record, true);
        }
    }

    /**
     * Its end is in the journal; whatever still arrives is not looked at.
     *
     * @param seen whether the caller has seen something of it, so that its end is the reply's end
     */
    record Closed(AttemptRecord record, boolean seen) implements Attempt {
        @Override
        public Closed closed() {
            return this;
        }
    }
}
