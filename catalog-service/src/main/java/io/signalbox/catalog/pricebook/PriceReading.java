package io.signalbox.catalog.pricebook;

import io.signalbox.catalog.known.KnownConfiguration;
import io.signalbox.catalog.known.KnownConfigurations;
import io.signalbox.catalog.known.KnownProviders;
import io.signalbox.catalog.known.Patience;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.usage.Meter;
import io.signalbox.kit.problem.StandardRefusal;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From what a caller sends to the terms of a price, or a refusal that names the field. */
@Component
class PriceReading {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Pattern PLACE = Pattern.compile("[a-z0-9_.-]{0,64}");
    private static final int MODEL_LENGTH_MAX = 256;

    private final KnownConfigurations configurations;
    private final KnownProviders providers;
    private final Clock clock;

    PriceReading(KnownConfigurations configurations, KnownProviders providers, Clock clock) {
        this.configurations = configurations;
        this.providers = providers;
        this.clock = clock;
    }

    /** {@code path} is where in the body the price stands: empty, or {@code entries[3].}. */
    PriceTerms terms(TenantId tenant, String path, PriceRequest request, Patience patience) {
        Optional<KnownConfiguration> configuration = configuration(tenant, path, request, patience);
        String provider = configuration.isPresent() && request.provider() == null
                ? configuration.get().provider()
                : provider(tenant, path, request, patience);
        configuration.filter(one -> !one.provider().equals(provider)).ifPresent(other -> {
            throw PriceRefusal.CONFIGURATION_OF_ANOTHER_PROVIDER.refusedAt(
                    path + "provider", other.name(), other.provider());
        });
        return new PriceTerms(
                provider,
                configuration.map(KnownConfiguration::id).orElse(null),
                model(path + "model", request.model()),
                meter(path + "meter", request.meter()),
                contextFrom(path + "contextFrom", request.contextFrom()),
                request.tier() == null ? PriceTerms.STANDARD_TIER : word(path + "tier", request.tier(), WORD),
                request.region() == null ? "" : word(path + "region", request.region(), PLACE),
                UnitPrice.of(path, request.perUnit(), request.perThousand(), request.perMillion()),
                effectiveFrom(path + "effectiveFrom", request.effectiveFrom()));
    }

    private Optional<KnownConfiguration> configuration(
            TenantId tenant, String path, PriceRequest request, Patience patience) {
        if (request.configurationId() != null) {
            return Optional.of(
                    configurations.required(tenant, path + "configurationId", request.configurationId(), patience));
        }
        return Optional.ofNullable(request.configuration())
                .map(name -> configurations.required(tenant, path + "configuration", name, patience));
    }

    private String provider(TenantId tenant, String path, PriceRequest request, Patience patience) {
        if (request.provider() == null) {
            throw StandardRefusal.FIELD_MISSING.refusedAt(path + "provider", "provider");
        }
        return providers.required(tenant, path + "provider", request.provider(), patience);
    }

    private static String model(String field, @Nullable String model) {
        if (model == null || model.isBlank()) {
            throw StandardRefusal.FIELD_MISSING.refusedAt(field, "model");
        }
        if (model.length() > MODEL_LENGTH_MAX) {
            throw StandardRefusal.FIELD_INVALID.refusedAt(
                    field, "model", "it has at most " + MODEL_LENGTH_MAX + " characters");
        }
        return model;
    }

    private static String meter(String field, @Nullable String meter) {
        if (meter == null) {
            throw StandardRefusal.FIELD_MISSING.refusedAt(field, "meter");
        }
        if (!WORD.matcher(meter).matches()) {
            throw PriceRefusal.METER_INVALID.refusedAt(
                    field, meter, Arrays.stream(Meter.values()).map(Meter::wire).collect(Collectors.joining(", ")));
        }
        return meter;
    }

    private static long contextFrom(String field, @Nullable Long tokens) {
        long from = Objects.requireNonNullElse(tokens, 0L);
        if (from < 0) {
            throw StandardRefusal.FIELD_INVALID.refusedAt(field, "contextFrom", "it is zero or more");
        }
        return from;
    }

    private static String word(String field, String text, Pattern form) {
        if (!form.matcher(text).matches()) {
            throw StandardRefusal.FIELD_INVALID.refusedAt(
                    field, field, "it is a short word in lower case, as the provider writes it");
        }
        return text;
    }

    /** Instants outside what the database can hold are mistakes in any case. */
    private Instant effectiveFrom(String field, @Nullable Instant from) {
        Instant when = from == null ? clock.instant() : from;
        if (when.isBefore(Instant.EPOCH) || when.isAfter(Instant.parse("9999-01-01T00:00:00Z"))) {
            throw StandardRefusal.FIELD_INVALID.refusedAt(field, "effectiveFrom", "it is between 1970 and 9999");
        }
        return when;
    }
}
