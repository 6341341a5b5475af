package io.signalbox.kit.deadletter;

import io.signalbox.kit.api.Cursor;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.problem.RefusedException;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what was parked and lets it take effect once its cause is mended. Under {@code /internal}: services only. */
@RestController
public class DeadLetterController {
    private final DeadLetters letters;
    private final Replay replay;
    private final TransactionTemplate transactions;

    DeadLetterController(
            DeadLetters letters,
            Replay replay,
            @Qualifier("processorTransactions") PlatformTransactionManager processorTransactions) {
        this.letters = letters;
        this.replay = replay;
        this.transactions = new TransactionTemplate(processorTransactions);
    }

    @GetMapping("/internal/dead-letters")
    Page<DeadLetter> list(PageRequest page) {
        UUID after = page.after(1)
                .map(cursor -> UUID.fromString(cursor.values().getFirst()))
                .orElse(null);
        return Page.of(
                letters.list(after, page.limitPlusOne()),
                page,
                letter -> Cursor.at(letter.id().toString()));
    }

    @PostMapping("/internal/dead-letters/{id}/replay")
    DeadLetter replay(@PathVariable UUID id) {
        return Objects.requireNonNull(transactions.execute(status -> letters.replay(id, this::replay)));
    }

    private void replay(DeadLetter letter) {
        try {
            replay.replay(letter);
        } catch (RefusedException | DataAccessResourceFailureException | TransientDataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            throw DeadLetterRefusal.FAILED_AGAIN.refused(Redacted.message(e));
        }
    }
}
