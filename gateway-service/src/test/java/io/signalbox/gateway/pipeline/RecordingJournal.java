package io.signalbox.gateway.pipeline;

import io.signalbox.contracts.TenantId;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.gateway.journal.AttemptOpening;
import io.signalbox.gateway.journal.Journal;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** A journal that is a list. */
final class RecordingJournal implements Journal {
    /** An attempt whose end was written. */
    record Entry(AttemptOpening opening, AttemptClosing closing) {}

    final List<AttemptOpening> opened = new CopyOnWriteArrayList<>();
    final List<Entry> closed = new CopyOnWriteArrayList<>();
    final List<UUID> delivered = new CopyOnWriteArrayList<>();
    final List<UUID> abandoned = new CopyOnWriteArrayList<>();
    volatile Admission admission = Admission.OPEN;

    @Override
    public Admission admits(TenantId tenant) {
        return admission;
    }

    @Override
    public OpenAttempt open(AttemptOpening opening) {
        opened.add(opening);
        AtomicBoolean ended = new AtomicBoolean();
        return closing -> {
            if (ended.compareAndSet(false, true)) {
                closed.add(new Entry(opening, closing));
            }
        };
    }

    @Override
    public void delivered(UUID requestId) {
        delivered.add(requestId);
    }

    @Override
    public void abandoned(UUID requestId) {
        abandoned.add(requestId);
    }
}
