package io.signalbox.gateway.cost;

import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.Usage;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.metering.AttemptMeters;
import io.signalbox.pricing.Rated;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to one request costs: of the attempts whose usage its caller is told, the sum of what their entries cost.
 * Rated with the same prices at the same moment as those. Confined to the request's event loop.
 */
public final class CostTally {
    private static final String CURRENCY = "USD";

    private final boolean asked;
    private @Nullable BigDecimal before = BigDecimal.ZERO;

    /** Refuses a wish that cannot be understood. What a kept response used was paid when it was made. */
    public CostTally(CallerRequest request, HttpHeaders headers) {
        this.asked = CostWish.of(headers) && request.operation() != Operation.KEPT_RESPONSE;
    }

    /** An attempt's way there and back, with the cost told where its caller asked; {@code rate} is the attempt's own. */
    public Translation told(Translation translation, Function<AttemptMeters, Rated> rate) {
        return asked ? new CostedTranslation(translation, usage -> costOf(usage, rate)) : translation;
    }

    /** A stream broke after its caller had seen its beginning; whoever goes on reports the usage of both. */
    public void broken(Rated rated) {
        BigDecimal more = amount(rated);
        before = before == null || more == null ? null : before.add(more);
    }

    private @Nullable BigDecimal costOf(@Nullable Usage usage, Function<AttemptMeters, Rated> rate) {
        // Without a report the entry is an estimate, and so is no usage that a caller is told.
        BigDecimal own = usage == null ? null : amount(rate.apply(AttemptMeters.reported(usage)));
        return before == null || own == null ? null : before.add(own);
    }

    /** Null where there is no price; and a number without its currency would be taken for dollars. */
    private static @Nullable BigDecimal amount(Rated rated) {
        return switch (rated) {
            case Rated.Priced priced ->
                priced.cost().currency().equals(CURRENCY) ? priced.cost().amount() : null;
            case Rated.Unpriced unpriced -> null;
        };
    }
}
