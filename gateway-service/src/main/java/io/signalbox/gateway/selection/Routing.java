package io.signalbox.gateway.selection;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way through a route's tree to a target: which strategies were asked, and what each decided. Put into words only when
 * an attempt is made there.
 */
public final class Routing {
    /** Of a target that was named by the caller itself. */
    public static final Routing DIRECT = new Routing(null, "direct", () -> "the caller named it");

    /** Why a child is behind the one its strategy decided for. */
    static final Supplier<String> NEXT = () -> "next";

    private final @Nullable Routing above;
    private final String strategy;
    private final Supplier<String> why;

    private Routing(@Nullable Routing above, String strategy, Supplier<String> why) {
        this.above = above;
        this.strategy = strategy;
        this.why = why;
    }

    /** One strategy further down from {@code above}, which is null at the root. */
    static Routing via(@Nullable Routing above, String strategy, Supplier<String> why) {
        return new Routing(above, strategy, why);
    }

    /** As one line: {@code canary: not drawn for the canary > weighted: drawn by weight}. */
    public String told() {
        String decided = strategy + ": " + why.get();
        return above == null ? decided : above.told() + " > " + decided;
    }
}
