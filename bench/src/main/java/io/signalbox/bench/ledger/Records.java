package io.signalbox.bench.ledger;

import io.signalbox.contracts.Money;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.kit.identity.NamedId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** Usage records of a plausible company: so many tenants, users, projects and models, one record in a hundred a repetition. */
final class Records {
    static final int TENANTS = 20;

    private static final int USERS = 50;
    private static final int PROJECTS = 5;
    private static final int MODELS = 4;
    private static final int KEYS = 3;
    private static final int REPEATED_ONE_IN = 100;
    private static final int INPUT_MAX = 4_000;
    private static final int OUTPUT_MAX = 800;
    private static final int MICROS_MAX = 5_000_000;

    private final Random random = new Random(1);
    private List<UsageRecorded> previous = List.of();

    /** What the models cost, so that every record is rated. */
    static List<PriceSet> prices() {
        List<PriceSet> prices = new ArrayList<>();
        for (int model = 0; model < MODELS; model++) {
            prices.add(price(model, "input_tokens", "0.00000015"));
            prices.add(price(model, "cached_input_tokens", "0.000000075"));
            prices.add(price(model, "output_tokens", "0.0000006"));
        }
        return prices;
    }

    /** As many records of requests of that moment; some of them came with the batch before. */
    List<UsageRecorded> batch(int size, Instant at) {
        List<UsageRecorded> batch = new ArrayList<>(size);
        for (int number = 0; number < size; number++) {
            boolean repeated = number % REPEATED_ONE_IN == 0 && !previous.isEmpty();
            batch.add(repeated ? previous.get(number) : fresh(at));
        }
        previous = batch;
        return batch;
    }

    private static PriceSet price(int model, String meter, String perUnit) {
        Instant from = Instant.parse("2020-01-01T00:00:00Z");
        return new PriceSet(
                TenantId.PLATFORM,
                NamedId.of("bench/price/" + model + "/" + meter),
                "openai",
                null,
                "model-" + model,
                meter,
                0,
                "standard",
                "",
                new Money(new BigDecimal(perUnit), "USD"),
                from,
                from);
    }

    private UsageRecorded fresh(Instant at) {
        String tenant = "tenant-" + random.nextInt(TENANTS);
        String model = "model-" + random.nextInt(MODELS);
        long micros = 1L + random.nextInt(MICROS_MAX);
        return new UsageRecorded(
                new TenantId(tenant),
                new UUID(
                        (at.toEpochMilli() << 16) | 0x7000L | random.nextInt(0x1000),
                        random.nextLong() >>> 2 | 1L << 63),
                1,
                true,
                NamedId.of(tenant + "/project/" + random.nextInt(PROJECTS)),
                "user-" + random.nextInt(USERS),
                NamedId.of(tenant + "/key/" + random.nextInt(KEYS)),
                Map.of("team", "team-" + random.nextInt(PROJECTS)),
                "chat",
                "openai",
                random.nextBoolean(),
                "default",
                "default",
                NamedId.of(tenant + "/configuration"),
                "openai",
                NamedId.of(tenant + "/credential"),
                model,
                model,
                Outcome.SUCCEEDED,
                null,
                200,
                "req_" + Long.toHexString(random.nextLong()),
                "standard",
                meters(),
                false,
                at,
                at.plus(Duration.ofNanos(micros * 1_000)),
                micros / 3,
                micros,
                List.of(),
                null,
                "priority: first choice");
    }

    private Map<String, BigDecimal> meters() {
        Map<String, BigDecimal> meters = new TreeMap<>();
        meters.put("input_tokens", BigDecimal.valueOf(1L + random.nextInt(INPUT_MAX)));
        meters.put("cached_input_tokens", BigDecimal.valueOf(random.nextInt(INPUT_MAX)));
        meters.put("output_tokens", BigDecimal.valueOf(1L + random.nextInt(OUTPUT_MAX)));
        return meters;
    }
}
