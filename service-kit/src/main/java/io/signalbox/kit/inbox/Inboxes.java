package io.signalbox.kit.inbox;

import io.signalbox.kit.deadletter.DeadLetter;
import io.signalbox.kit.deadletter.Replay;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs every inbox of a service from when it is ready until it stops, and replays what was parked. */
public final class Inboxes implements SmartLifecycle, Replay {
    private static final Logger LOG = LoggerFactory.getLogger(Inboxes.class);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    private record Running(InboxLoop loop, Thread thread) {}

    private final List<Inbox> inboxes;
    private final InboxParts parts;
    private final InboxConnections connections;
    private volatile List<Running> running = List.of();

    Inboxes(List<Inbox> inboxes, InboxParts parts, InboxConnections connections) {
        Set<String> groups = new HashSet<>();
        inboxes.forEach(inbox -> {
            if (!groups.add(inbox.group())) {
                throw new IllegalStateException("two inboxes are called " + inbox.group());
            }
        });
        this.inboxes = inboxes;
        this.parts = parts;
        this.connections = connections;
    }

    @Override
    public void start() {
        running = inboxes.stream().map(this::start).toList();
    }

    private Running start(Inbox inbox) {
        InboxLoop loop = new InboxLoop(inbox, new Effects(inbox, parts), connections);
        Thread thread =
                Thread.ofPlatform().daemon().name("inbox-" + loop.name()).start(loop);
        return new Running(loop, thread);
    }

    @Override
    public void stop() {
        List<Running> ending = running;
        running = List.of();
        ending.forEach(one -> one.loop().stop());
        for (Running one : ending) {
            try {
                if (!one.thread().join(STOP_MAX)) {
                    LOG.atWarn().addKeyValue("group", one.loop().name()).log("inbox did not end in time");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public boolean isRunning() {
        return !running.isEmpty();
    }

    /** Inboxes stop before what they use. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }

    @Override
    public void replay(DeadLetter letter) {
        Inbox inbox = inboxes.stream()
                .filter(one -> one.group().equals(letter.consumer()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody listens as " + letter.consumer()));
        new Effects(inbox, parts).replay(new Reading(inbox.topic()).of(letter.toRecord()));
    }
}
