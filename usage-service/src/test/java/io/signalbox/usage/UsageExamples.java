package io.signalbox.usage;

import io.signalbox.contracts.Money;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.kit.identity.NamedId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records and prices for tests: one that says only what matters to it, the rest is the same everywhere. */
public final class UsageExamples {
    public static final TenantId ACME = new TenantId("acme");
    public static final TenantId GLOBEX = new TenantId("globex");
    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    public static final UUID CONFIGURATION = NamedId.of("configuration/openai");
    public static final UUID ACCESS_KEY = NamedId.of("access-key/demo");

    private UsageExamples() {}

    /** A successful chat of 100 input and 10 output tokens with {@code gpt}, at noon. */
    public static Recording attempt() {
        return new Recording();
    }

    /** A public price per unit of {@code gpt}, since the year began. */
    public static PriceSet price(String meter, String perUnit) {
        return price(TenantId.PLATFORM, meter, perUnit, Instant.parse("2026-01-01T00:00:00Z"));
    }

    public static PriceSet price(TenantId tenant, String meter, String perUnit, Instant from) {
        UUID id = NamedId.of("price/" + tenant + "/" + meter + "/" + from + "/" + perUnit);
        return new PriceSet(
                tenant,
                id,
                "openai",
                null,
                "gpt",
                meter,
                0,
                "standard",
                "",
                new Money(new BigDecimal(perUnit), "USD"),
                from,
                Instant.parse("2026-11-01T00:00:00Z"));
    }

    /** The same price, said again with another amount: a correction. */
    public static PriceSet corrected(PriceSet price, String perUnit) {
        return costing(price, new Money(new BigDecimal(perUnit), price.perUnit().currency()));
    }

    /** The same price, said again in another currency. */
    public static PriceSet inCurrency(PriceSet price, String currency) {
        return costing(price, new Money(price.perUnit().amount(), currency));
    }

    private static PriceSet costing(PriceSet price, Money perUnit) {
        return new PriceSet(
                price.tenant(),
                price.priceId(),
                price.providerType(),
                price.configurationId(),
                price.modelId(),
                price.meter(),
                price.contextFrom(),
                price.tier(),
                price.region(),
                perUnit,
                price.effectiveFrom(),
                price.setAt().plusSeconds(1));
    }

    /** A UUIDv7 of that moment, the same for the same name. */
    public static UUID requestId(Instant at, String name) {
        UUID random = NamedId.of("request/" + name);
        long high = (at.toEpochMilli() << 16) | 0x7000L | (random.getMostSignificantBits() & 0xFFFL);
        return new UUID(high, random.getLeastSignificantBits());
    }

    /** A record in the making. */
    public static final class Recording {
        private TenantId tenant = ACME;
        private String request = "1";
        private int attempt = 1;
        private boolean last = true;
        private @Nullable UUID project;
        private @Nullable String user = "ada";
        private Map<String, String> tags = Map.of();
        private String model = "gpt";
        private Map<String, BigDecimal> meters = meters("input_tokens", 100, "output_tokens", 10);
        private @Nullable FailureKind failure;
        private Instant at = NOON;
        private long durationMicros = 1_500_000;

        public Recording of(TenantId tenant) {
            this.tenant = tenant;
            return this;
        }

        public Recording request(String name) {
            this.request = name;
            return this;
        }

        public Recording number(int attempt, boolean last) {
            this.attempt = attempt;
            this.last = last;
            return this;
        }

        public Recording by(@Nullable String user, @Nullable UUID project) {
            this.user = user;
            this.project = project;
            return this;
        }

        public Recording tagged(Map<String, String> tags) {
            this.tags = tags;
            return this;
        }

        public Recording model(String model) {
            this.model = model;
            return this;
        }

        public Recording used(Object... pairs) {
            this.meters = meters(pairs);
            return this;
        }

        public Recording failed(FailureKind failure) {
            this.failure = failure;
            return this;
        }

        public Recording at(Instant at) {
            this.at = at;
            return this;
        }

        public Recording lasting(long durationMicros) {
            this.durationMicros = durationMicros;
            return this;
        }

        public UsageRecorded record() {
            return new UsageRecorded(
                    tenant,
                    requestId(at, tenant + request),
                    attempt,
                    last,
                    project,
                    user,
                    ACCESS_KEY,
                    tags,
                    "chat",
                    "openai",
                    false,
                    null,
                    model,
                    CONFIGURATION,
                    "openai",
                    null,
                    model,
                    failure == null ? model : null,
                    failure == null ? Outcome.SUCCEEDED : Outcome.FAILED,
                    failure,
                    200,
                    null,
                    "standard",
                    meters,
                    false,
                    at,
                    at.plusNanos(durationMicros * 1_000),
                    null,
                    durationMicros,
                    List.of(),
                    null,
                    "priority: first choice");
        }

        private static Map<String, BigDecimal> meters(Object... pairs) {
            Map<String, BigDecimal> meters = new java.util.TreeMap<>();
            for (int place = 0; place < pairs.length; place += 2) {
                meters.put((String) pairs[place], new BigDecimal(pairs[place + 1].toString()));
            }
            return meters;
        }
    }
}
