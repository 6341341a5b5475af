package io.signalbox.gateway.limits;

import io.signalbox.contracts.budget.BudgetEvent.Measure;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one request, or one attempt of it, takes of several allowances: all of it or nothing, one after the other. Usually
 * all is at hand and it is over before anybody looks; otherwise somebody is told when it is.
 */
public final class Taking {
    private static final Outcome TAKEN = new Outcome.Taken();

    /** Nothing to take. */
    public static final Taking NOTHING = new Taking(List.of(), new ShadowCount()).begun();

    /** Of one share. */
    record Part(Share share, long amount) {}

    private final List<Part> parts;
    private final long[] windows;
    private final ShadowCount shadow;
    private final AtomicBoolean settled = new AtomicBoolean();
    private int at;
    private @Nullable Outcome outcome;
    private @Nullable Consumer<Outcome> listener;

    /** How it ended. */
    public sealed interface Outcome {
        /** Everything was there. */
        record Taken() implements Outcome {}

        /** Something was not; nothing was taken. */
        record Refused(Shortage shortage) implements Outcome {}
    }

    Taking(List<Part> parts, ShadowCount shadow) {
        this.parts = parts;
        this.windows = new long[parts.size()];
        this.shadow = shadow;
    }

    Taking begun() {
        goOn();
        return this;
    }

    private void goOn() {
        while (at < parts.size()) {
            Part part = parts.get(at);
            Answer answer = part.share().take(part.amount(), this::later);
            if (answer == null) {
                return;
            }
            if (!accept(answer)) {
                return;
            }
        }
        end(TAKEN);
    }

    private void later(Answer answer) {
        if (accept(answer)) {
            goOn();
        }
    }

    /** Whether to go on with the next. */
    private boolean accept(Answer answer) {
        switch (answer) {
            case Answer.Taken taken -> windows[at] = taken.window();
            case Answer.Lacking none -> {
                if (!none.shortage().allowance().shadow()) {
                    settled.set(true);
                    undo(at);
                    end(new Outcome.Refused(none.shortage()));
                    return false;
                }
                shadow.refused(none.shortage());
                windows[at] = Answer.NOWHERE;
            }
        }
        at++;
        return true;
    }

    private void undo(int count) {
        for (int each = 0; each < count; each++) {
            Part part = parts.get(each);
            part.share().giveBack(part.amount(), windows[each]);
        }
    }

    private void end(Outcome how) {
        Consumer<Outcome> told;
        synchronized (this) {
            outcome = how;
            told = listener;
        }
        if (told != null) {
            told.accept(how);
        }
    }

    /** Null while something is being asked for. */
    public synchronized @Nullable Outcome outcome() {
        return outcome;
    }

    /** Tells when it is over, at once if it is; on any thread. */
    public void whenOver(Consumer<Outcome> told) {
        Outcome over;
        synchronized (this) {
            over = outcome;
            if (over == null) {
                listener = told;
            }
        }
        if (over != null) {
            told.accept(over);
        }
    }

    /** What it was to be taken for does not come about: all of it goes back, also what is still on its way. */
    public void giveBack() {
        whenOver(how -> {
            if (how instanceof Outcome.Taken && settled.compareAndSet(false, true)) {
                undo(parts.size());
            }
        });
    }

    /** The request is over, however it ended. */
    public void over() {
        if (outcome() == null) {
            giveBack();
        } else {
            settle(0);
        }
    }

    /** What it was taken for is over, and used that many tokens: the rest goes back, and so does what counted at once. */
    public void settle(long tokens) {
        if (!(outcome() instanceof Outcome.Taken) || !settled.compareAndSet(false, true)) {
            return;
        }
        for (int each = 0; each < parts.size(); each++) {
            Part part = parts.get(each);
            Measure measure = part.share().allowance().measure();
            if (measure == Measure.CONCURRENT_REQUESTS && windows[each] != Answer.NOWHERE) {
                part.share().giveBack(part.amount(), windows[each]);
            } else if (measure == Measure.TOKENS && tokens < part.amount()) {
                part.share().giveBack(part.amount() - tokens, windows[each]);
            } else if (measure == Measure.TOKENS && tokens > part.amount()) {
                part.share().overdraw(tokens - part.amount());
            }
        }
    }
}
