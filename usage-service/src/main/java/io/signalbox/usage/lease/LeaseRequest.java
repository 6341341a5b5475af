package io.signalbox.usage.lease;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.problem.StandardRefusal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a replica asks for.
 *
 * @param holder the replica's present life: a restarted one is another holder
 */
record LeaseRequest(UUID holder, List<Wish> wishes) {
    static final int WISHES_MAX = 100;

    LeaseRequest {
        holder = required("holder", holder);
        wishes = List.copyOf(required("wishes", wishes));
        if (wishes.size() > WISHES_MAX) {
            throw StandardRefusal.FIELD_INVALID.refusedAt("wishes", "wishes", "there must be at most " + WISHES_MAX);
        }
    }

    /**
     * A share of one allowance.
     *
     * @param turn grows with every wish of this holder for this allowance; what comes late is not applied
     * @param least the smallest part that helps anybody who waits
     * @param needed by all who wait together
     * @param wanted for those to come
     * @param ahead whether it is for the window after the present one
     * @param owed used already without having been given
     * @param held of what is counted at once: how much the holder still holds
     * @param returned what is left over of an earlier share
     */
    record Wish(
            TenantId tenant,
            UUID allowanceId,
            long turn,
            long least,
            long needed,
            long wanted,
            boolean ahead,
            long owed,
            long held,
            @Nullable Returned returned) {
        Wish {
            tenant = required("tenant", tenant);
            allowanceId = required("allowanceId", allowanceId);
            if (Math.min(Math.min(least, needed), Math.min(wanted, Math.min(owed, held))) < 0) {
                throw StandardRefusal.FIELD_INVALID.refusedAt("wishes", "wishes", "nothing in a wish is below zero");
            }
        }
    }

    /** Goes back into the window it was taken from; {@code window} is its beginning in seconds since 1970. */
    record Returned(long window, long amount) {
        Returned {
            if (amount < 0) {
                throw StandardRefusal.FIELD_INVALID.refusedAt("returned", "returned", "nothing below zero comes back");
            }
        }
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw StandardRefusal.FIELD_MISSING.refusedAt(field, field);
        }
        return value;
    }
}
