package io.signalbox.gateway.snapshot;

import io.signalbox.adapter.Connection;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.ProviderAdapter;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.TenantId;
import io.signalbox.pricing.PriceList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One model of one configuration with everything needed to call it, save the key.
 *
 * @param call how to reach it; null exactly when {@code unavailable} says why it cannot be called at all
 * @param keys those that may be used, any of them; none where none is needed, or none may be used
 * @param prices the entries for this model; rate with them at the attempt's opening
 * @param unavailable why it must not be called, whatever its health; null when nothing speaks against it
 */
public record Target(
        TenantId tenant,
        UUID configurationId,
        String configurationName,
        String providerType,
        String model,
        @Nullable Call call,
        List<Key> keys,
        @Nullable ModelFacts facts,
        PriceList prices,
        @Nullable Unavailability unavailable)
        implements RoutePlanNode {
    private static final String CONTINUATION = "continuation";
    private static final String BILLED_WHEN_ABORTED = "billed_when_aborted";

    /**
     * How to call the provider.
     *
     * @param connection base URL, merged headers and settings
     * @param authHeader the header that carries the key
     * @param authPrefix what precedes the key in it, its blank included; empty for none
     * @param features of the provider type; what is looked for there has a method
     * @param requestTemplate fields merged into every request body the caller did not set
     * @param operations what its provider type offers
     */
    public record Call(
            ProviderAdapter adapter,
            Connection connection,
            String origin,
            String authHeader,
            String authPrefix,
            boolean credentialRequired,
            Map<String, Object> requestTemplate,
            Set<Operation> operations,
            Set<String> features) {}

    /** Whether it goes on with an answer whose beginning it is given: a feature of the type, or of this model. */
    public boolean continuesPartialAnswer() {
        return (call != null && call.features().contains(CONTINUATION))
                || (facts != null && facts.features().contains(CONTINUATION));
    }

    /** Whether its provider bills what it would have said to a connection that is gone. */
    public boolean billedWhenAborted() {
        return call != null && call.features().contains(BILLED_WHEN_ABORTED);
    }

    /**
     * One of the keys of a configuration, as far as anybody may know it.
     *
     * @param version what the snapshot knows; a grant of an older version is being renewed
     * @param name for people
     * @param hint a few leading characters
     */
    public record Key(UUID credentialId, int version, String name, String hint) {}

    /** Whether anything in the configuration speaks against it; health and grants are asked elsewhere. */
    public boolean available() {
        return unavailable == null;
    }

    @Override
    public RoutePlanNode withTargets(UnaryOperator<Target> other) {
        return other.apply(this);
    }

    /** The same target, not to be used for this reason. */
    Target without(Unavailability reason) {
        return new Target(
                tenant, configurationId, configurationName, providerType, model, call, keys, facts, prices, reason);
    }

    /** Whether it is this model of this configuration. */
    public boolean is(UUID configuration, String ofModel) {
        return configurationId.equals(configuration) && model.equals(ofModel);
    }

    /** The same target with other facts of its model. */
    public Target with(ModelFacts known) {
        return new Target(
                tenant,
                configurationId,
                configurationName,
                providerType,
                model,
                call,
                keys,
                known,
                prices,
                unavailable);
    }

    /** {@code configuration/model}: how callers, headers and metrics name it. */
    public String address() {
        return configurationName + "/" + model;
    }
}
