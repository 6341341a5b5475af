package io.signalbox.catalog.pricebook;

import io.signalbox.catalog.pricebook.PriceEvent.PriceWasSet;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the table behind {@code /api/prices}. */
@Component
@ProcessingGroup(PriceProjection.NAME)
final class PriceProjection {
    static final String NAME = "catalog.pricebook";

    private final JdbcClient jdbc;

    PriceProjection(@Qualifier("processorJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(PriceEvent event) {
        switch (event) {
            case PriceWasSet set -> insert(set);
        }
    }

    private void insert(PriceWasSet set) {
        PriceTerms terms = set.terms();
        jdbc.sql("""
                        insert into price (tenant, id, provider, configuration_id, model, meter, context_from, tier, region,
                            amount, currency, effective_from, set_at)
                        values (:tenant, :id, :provider, :configuration, :model, :meter, :contextFrom, :tier, :region,
                            :amount, :currency, :effectiveFrom, :setAt)
                        on conflict (tenant, id) do nothing
                        """)
                .param("tenant", set.tenant().value())
                .param("id", set.priceId())
                .param("provider", terms.provider())
                .param("configuration", terms.configurationId())
                .param("model", terms.model())
                .param("meter", terms.meter())
                .param("contextFrom", terms.contextFrom())
                .param("tier", terms.tier())
                .param("region", terms.region())
                .param("amount", terms.perUnit().amount())
                .param("currency", terms.perUnit().currency())
                .param("effectiveFrom", terms.effectiveFrom().atOffset(ZoneOffset.UTC))
                .param("setAt", set.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    @ResetHandler
    void reset() {
        jdbc.sql("delete from price").update();
    }
}
