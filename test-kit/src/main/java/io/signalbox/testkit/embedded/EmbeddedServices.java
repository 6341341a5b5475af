package io.signalbox.testkit.embedded;

import java.util.Map;

/** What a service stands on, real, started at first use and shared by all tests of the JVM. */
public final class EmbeddedServices {
    private EmbeddedServices() {}

    /** The database server. */
    public static TestPostgres postgres() {
        return Postgres.RUNNING;
    }

    /** The broker, with all topics. What earlier tests sent is still there: see {@link TestKafka#empty}. */
    public static TestKafka kafka() {
        return Kafka.RUNNING;
    }

    /** Makes {@link TestIdentity} of every service, once. */
    public static TestIdentity identity() {
        return Identity.MADE;
    }

    /** What any service is told in a test: the broker, the identities, ephemeral ports, and that it may call this machine. */
    public static Map<String, String> properties() {
        return Map.of(
                "signalbox.kafka.bootstrap-servers", kafka().bootstrapServers(),
                "signalbox.identity.directory", identity().directory().toString(),
                "signalbox.egress.allow", "127.0.0.0/8",
                "server.port", "0",
                "management.server.port", "0");
    }

    private static final class Postgres {
        static final TestPostgres RUNNING = new TestPostgres();
    }

    private static final class Kafka {
        static final TestKafka RUNNING = new TestKafka(broker());

        private static Broker broker() {
            boolean container = LocalImages.haveAll(BrokerContainer.IMAGES);
            System.out.println("Kafka for tests: "
                    + (container
                            ? "the container " + BrokerContainer.IMAGES.getFirst()
                            : "a broker process; for a container, all of these images have to be on this machine: "
                                    + String.join(", ", BrokerContainer.IMAGES)));
            return container ? new BrokerContainer() : new BrokerProcess();
        }
    }

    private static final class Identity {
        static final TestIdentity MADE = new TestIdentity();
    }
}
