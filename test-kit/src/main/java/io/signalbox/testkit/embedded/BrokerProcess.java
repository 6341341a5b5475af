package io.signalbox.testkit.embedded;

import io.signalbox.testkit.Await;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** A single broker (KRaft) in a JVM of its own, so that killing it takes nothing else along. */
final class BrokerProcess implements Broker {
    private static final String CLUSTER = "c2lnbmFsYm94LXRlc3QtMQ";
    private static final Duration START_MAX = Duration.ofSeconds(60);

    private final Path directory;
    private final int port;
    private final Path properties;
    private @Nullable Process process;

    BrokerProcess() {
        try {
            directory = Files.createTempDirectory("signalbox-test-kafka");
            try (ServerSocket first = freePort();
                    ServerSocket second = freePort()) {
                port = first.getLocalPort();
                properties = Files.writeString(directory.resolve("broker.properties"), settings(second.getLocalPort()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int code = StorageTool.execute(
                new String[] {"format", "-t", CLUSTER, "-c", properties.toString()},
                new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        if (code != 0) {
            throw new IllegalStateException("the broker's folder could not be formatted");
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove, "stop-test-kafka"));
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void start() {
        File log = directory.resolve("broker.log").toFile();
        try {
            process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            BrokerProgram.class.getName(),
                            properties.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.within(START_MAX).until("the broker answers; its log is " + log, this::answers);
    }

    @Override
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            running.onExit().join();
        }
    }

    private boolean answers() {
        Process running = process;
        if (running == null || !running.isAlive()) {
            throw new IllegalStateException("the broker ended at once; see " + directory.resolve("broker.log"));
        }
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers(),
                "request.timeout.ms", "2000",
                "default.api.timeout.ms", "2000"))) {
            return !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void remove() {
        kill();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket freePort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private String settings(int controllerPort) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                group.initial.rebalance.delay.ms=0
                # After a kill the old registration has to expire before the broker may come back.
                broker.session.timeout.ms=2000
                broker.heartbeat.interval.ms=500
                log.cleaner.dedupe.buffer.size=16777216
                log.cleaner.threads=1
                num.network.threads=1
                num.io.threads=2
                """.formatted(port, controllerPort, directory.resolve("data"));
    }
}
