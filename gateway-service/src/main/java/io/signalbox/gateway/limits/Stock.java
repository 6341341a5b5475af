package io.signalbox.gateway.limits;

import io.signalbox.gateway.owners.LeaseCalls.Grant;
import io.signalbox.gateway.owners.LeaseCalls.Returned;
import org.jspecify.annotations.Nullable;

/** What a replica has at hand of one allowance. Guarded by the share it belongs to; times are nanoseconds. */
sealed interface Stock permits WindowStock, SlotStock {
    /** Takes some if it is there. */
    @Nullable
    Answer take(long amount, long now);

    /** How much could be taken. */
    long atHand(long now);

    /** Takes what its holder keeps for itself while nobody can be asked. */
    @Nullable
    Answer takeKept(long amount, long now);

    /** Gives back what was taken and not used. */
    void giveBack(long amount, long window, long now);

    /** What was used beyond what was taken. */
    void overdraw(long amount);

    /** What came of asking. */
    void credit(Grant grant, long sentAt, long receivedAt);

    /** Asking came to nothing. */
    void uncredited();

    /** What to ask for beyond what is needed now; tells of what goes back and what is owed, once. */
    Ask ask(boolean somebodyWaits, long now);

    /** Whether to ask although nobody waits: little is left, the next window nears, something is to go back. */
    boolean isDue(long now);

    /** Puts everything that is not in use aside, to go back with the next ask. */
    void surrender();

    /** Whether nothing would be lost with it. */
    boolean isEmpty(long now);

    /** Null while nothing is known. */
    @Nullable
    Standing standing(long now);

    /** Nanoseconds until what is used up may be there again. */
    long waitNanos(long now);

    /** The part of a wish that the stock knows. */
    record Ask(
            long wanted,
            boolean ahead,
            long owed,
            long held,
            @Nullable Returned returned) {}
}
