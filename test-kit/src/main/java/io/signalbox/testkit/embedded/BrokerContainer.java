package io.signalbox.testkit.embedded;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import io.signalbox.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The broker in a container, where this machine has its image. Its port stays the same when it is killed and started. */
final class BrokerContainer implements Broker {
    private static final String IMAGE = "apache/kafka:3.9.1";

    /** The broker, and the two that Testcontainers itself starts first. */
    static final List<String> IMAGES = List.of(IMAGE, "testcontainers/ryuk:0.14.0", "alpine:3.17");

    private static final int INNER_PORT = 9092;

    private final KafkaContainer container;
    private boolean created;

    BrokerContainer() {
        PortBinding port = PortBinding.parse("127.0.0.1:" + freePort() + ":" + INNER_PORT);
        container = new KafkaContainer(DockerImageName.parse(IMAGE))
                .withEnv(Map.of("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"))
                .withCreateContainerCmdModifier(
                        command -> Objects.requireNonNullElseGet(command.getHostConfig(), HostConfig::newHostConfig)
                                .withPortBindings(port));
    }

    @Override
    public void start() {
        if (created) {
            docker().startContainerCmd(container.getContainerId()).exec();
            Await.until(this::answers);
        } else {
            container.start();
            created = true;
        }
    }

    @Override
    public void kill() {
        docker().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    private boolean answers() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
