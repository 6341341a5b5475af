package io.signalbox.catalog.pricebook;

import io.signalbox.catalog.pricebook.PriceCommand.SetPrice;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.identity.IdSource;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Sets prices: several in one transaction, so that an import is whole or did not happen. */
@Component
public class PriceBook {
    private final Commands commands;
    private final TenantTransaction tenants;
    private final ReadYourWrites reads;
    private final IdSource ids;
    private final Clock clock;

    PriceBook(Commands commands, TenantTransaction tenants, ReadYourWrites reads, IdSource ids, Clock clock) {
        this.commands = commands;
        this.tenants = tenants;
        this.reads = reads;
        this.ids = ids;
        this.clock = clock;
    }

    /** Sets them all and waits until they can be read; their ids in the same order. */
    public List<UUID> set(TenantId tenant, List<PriceTerms> terms) {
        Instant now = clock.instant();
        List<UUID> prices = new ArrayList<>();
        tenants.run(tenant, () -> {
            for (PriceTerms one : terms) {
                UUID id = ids.next();
                commands.send(new SetPrice(tenant, id, one, now));
                prices.add(id);
            }
        });
        if (!prices.isEmpty()) {
            reads.await(PriceProjection.NAME, prices.getLast());
        }
        return List.copyOf(prices);
    }
}
