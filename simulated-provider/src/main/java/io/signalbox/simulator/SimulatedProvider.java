package io.signalbox.simulator;

import io.signalbox.simulator.admin.AdminApi;
import io.signalbox.simulator.admin.FaultDesk;
import io.signalbox.simulator.admin.Switchboard;
import io.signalbox.simulator.admin.TallyDesk;
import io.signalbox.simulator.dialect.Dialect;
import io.signalbox.simulator.dialect.Dialects;
import io.signalbox.simulator.dialect.Models;
import io.signalbox.simulator.fault.Faults;
import io.signalbox.simulator.tally.ReceivedRequests;
import io.signalbox.simulator.tally.Tally;
import io.signalbox.simulator.wire.Listener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Real providers, played: HTTP on a port, keys that are checked, answers that follow from the question, faults on demand,
 * and a tally of its own. A program by itself and a library for tests; it shares no code with what it checks.
 */
public final class SimulatedProvider implements AutoCloseable {
    private final Dialects dialects = new Dialects();
    private final AcceptedKeys keys = new AcceptedKeys();
    private final Faults faults = new Faults();
    private final ReceivedRequests requests = new ReceivedRequests(MaskedKey::of);
    private final ExecutorService worker;
    private final Tally tally;
    private final String host;
    private @Nullable Listener listener;

    private SimulatedProvider(Settings settings) throws IOException {
        settings.keys().forEach(key -> keys.add(known(key.dialect()).id(), key.key()));
        this.host = settings.host();
        this.tally = Tally.open(settings.tally());
        this.worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "simulated-provider-admin");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts; throws {@link IOException} with a sentence when the port or the tally is taken. */
    public static SimulatedProvider start(Settings settings) throws IOException {
        SimulatedProvider provider = new SimulatedProvider(settings);
        try {
            provider.listen(settings);
        } catch (IOException e) {
            provider.close();
            throw e;
        }
        return provider;
    }

    private void listen(Settings settings) throws IOException {
        Switchboard switchboard = new Switchboard(
                dialects,
                new Switchboard.Keys() {
                    @Override
                    public void add(String dialect, String key) {
                        keys.add(dialect, key);
                    }

                    @Override
                    public void remove(String dialect, String key) {
                        keys.remove(dialect, key);
                    }
                },
                this::closePort);
        AdminApi admin = new AdminApi(
                settings.adminToken() == null ? null : settings.adminToken().text(),
                List.of(
                        new FaultDesk(faults).actions(),
                        new TallyDesk(tally, requests).actions(),
                        switchboard.actions()),
                worker);
        Reception reception = new Reception(
                dialects,
                new ProviderDesk(keys, faults),
                new Reception.Books(tally, requests, settings.clock()),
                admin,
                this::closePort);
        listener =
                Listener.open(new InetSocketAddress(settings.host(), settings.port()), settings.threads(), reception);
    }

    private void closePort(int millis, Runnable whenClosed) {
        Listener open = open();
        open.refuse(Duration.ofMillis(millis), () -> {
            open.dropConnections();
            whenClosed.run();
        });
    }

    private Listener open() {
        Listener open = listener;
        if (open == null) {
            throw new IllegalStateException("not started");
        }
        return open;
    }

    private Dialect known(String id) {
        return dialects.find(id).orElseThrow(() -> new IllegalArgumentException("there is no dialect '" + id + "'"));
    }

    public int port() {
        return open().port();
    }

    public String url() {
        return "http://" + host + ":" + port();
    }

    /** What a client of this dialect takes as its base URL. */
    public String baseUrl(String dialect) {
        return url() + known(dialect).basePath();
    }

    public Faults faults() {
        return faults;
    }

    public Tally tally() {
        return tally;
    }

    public AcceptedKeys keys() {
        return keys;
    }

    public Models models(String dialect) {
        return known(dialect).models();
    }

    public ReceivedRequests requests() {
        return requests;
    }

    /** From the return on, connecting is refused, until the time is over or {@link #acceptConnections()}. */
    public void refuseConnections(Duration time) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        closePort(Math.toIntExact(time.toMillis()), closed::countDown);
        closed.await();
    }

    /** From the return on, connecting succeeds. */
    public void acceptConnections() throws IOException {
        open().accept();
    }

    @Override
    public void close() throws IOException {
        if (listener != null) {
            listener.close();
        }
        worker.shutdownNow();
        tally.close();
    }
}
