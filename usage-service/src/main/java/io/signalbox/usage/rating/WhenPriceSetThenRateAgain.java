package io.signalbox.usage.rating;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.usage.lock.LedgerLock;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the copy of a price and notes that the attempts it concerns are to be rated again: those that had no price, and
 * those whose price it corrects. The rating itself is {@link RatingTasks}' work, page by page.
 */
public final class WhenPriceSetThenRateAgain {
    private static final String KEEP = """
            INSERT INTO copy_price (tenant, price_id, provider_type, configuration_id, model_id, price, sequence)
            VALUES (:tenant, :priceId, :providerType, :configurationId, :modelId, CAST(:price AS jsonb), :sequence)
            ON CONFLICT (tenant, price_id) DO UPDATE
                SET provider_type = excluded.provider_type, configuration_id = excluded.configuration_id,
                    model_id = excluded.model_id, price = excluded.price, sequence = excluded.sequence
                WHERE copy_price.sequence < excluded.sequence
            """;

    /** A task under way starts over, because what it has passed may be concerned too. */
    private static final String NOTE = """
            INSERT INTO rating_task (tenant, provider_type, configuration_id, model_id, effective_from)
            VALUES (:tenant, :providerType, :configurationId, :modelId, CAST(:effectiveFrom AS timestamptz))
            ON CONFLICT ON CONSTRAINT rating_task_per_model DO UPDATE
                SET effective_from = least(rating_task.effective_from, excluded.effective_from),
                    after_request = NULL, after_attempt = NULL
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    public WhenPriceSetThenRateAgain(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** In the caller's transaction; what is not newer than what is held changes nothing. */
    public void on(PriceSet price, long sequence) {
        LedgerLock.takeAlone(jdbc);
        if (keep(price, sequence)) {
            jdbc.sql("UPDATE price_generation SET generation = generation + 1").update();
            jdbc.sql(NOTE)
                    .param("tenant", price.tenant().value())
                    .param("providerType", price.providerType())
                    .param("configurationId", price.configurationId())
                    .param("modelId", price.modelId())
                    .param("effectiveFrom", price.effectiveFrom().toString())
                    .update();
        }
    }

    private boolean keep(PriceSet price, long sequence) {
        return jdbc.sql(KEEP)
                        .param("tenant", price.tenant().value())
                        .param("priceId", price.priceId())
                        .param("providerType", price.providerType())
                        .param("configurationId", price.configurationId())
                        .param("modelId", price.modelId())
                        .param("price", text(price))
                        .param("sequence", sequence)
                        .update()
                > 0;
    }

    private String text(PriceSet price) {
        try {
            return json.writeValueAsString(price);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a price has no JSON", e);
        }
    }
}
