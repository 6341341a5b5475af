package io.signalbox.vfs.outbox;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.vfs.VfsActivityEvent.Change;
import io.signalbox.contracts.vfs.VfsActivityEvent.FileChanged;
import io.signalbox.contracts.vfs.VfsActivityEvent.SessionClosed;
import io.signalbox.contracts.vfs.VfsActivityEvent.SessionOpened;
import io.signalbox.kit.outbox.OutboxPublisher;
import io.signalbox.kit.outbox.PublishedStates;
import io.signalbox.kit.outbox.StoredFact;
import io.signalbox.vfs.batch.BatchEvent;
import io.signalbox.vfs.session.SessionEvent;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Everything this service tells others: what happened, never what is in a file, and nothing of a token. */
@Component
final class VfsPublisher implements OutboxPublisher {
    @Override
    public List<ContractEvent> publish(StoredFact fact, PublishedStates published) {
        return switch (fact.event()) {
            case SessionEvent event -> List.of(of(event));
            // Nobody else works on batches; what their lines used is in the ledger by way of the gateway.
            case BatchEvent event -> List.of();
            default ->
                throw new IllegalStateException(
                        "no event of this service: " + fact.event().getClass());
        };
    }

    private static ContractEvent of(SessionEvent event) {
        return switch (event) {
            case SessionEvent.SessionOpened opened ->
                new SessionOpened(
                        opened.tenant(),
                        opened.sessionId(),
                        opened.by(),
                        opened.quota().bytes(),
                        opened.quota().files(),
                        opened.at(),
                        opened.expiresAt());
            case SessionEvent.FileWritten written ->
                new FileChanged(
                        written.tenant(),
                        written.sessionId(),
                        written.path(),
                        Change.WRITTEN,
                        written.hash(),
                        written.bytes(),
                        written.version(),
                        written.at());
            case SessionEvent.FileDeleted deleted ->
                new FileChanged(
                        deleted.tenant(),
                        deleted.sessionId(),
                        deleted.path(),
                        Change.DELETED,
                        null,
                        0,
                        deleted.version(),
                        deleted.at());
            case SessionEvent.SessionClosed closed ->
                new SessionClosed(
                        closed.tenant(),
                        closed.sessionId(),
                        closed.reason().name().toLowerCase(Locale.ROOT),
                        closed.at());
        };
    }
}
