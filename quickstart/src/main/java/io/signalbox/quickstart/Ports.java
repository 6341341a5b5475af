package io.signalbox.quickstart;

import java.util.Map;

/**
 * Every port, derived from the gateway's, so that two clones started with {@code --port} do not meet.
 *
 * @param gateway what applications talk to; 8080 unless chosen otherwise
 */
record Ports(int gateway) {
    static final int DEFAULT = 8080;

    private static final Map<Part, Integer> SERVICE =
            Map.of(Part.PROVIDER, 8101, Part.CATALOG, 8102, Part.CREDENTIAL, 8103, Part.USAGE, 8104, Part.VFS, 8105);

    int gatewayManagement() {
        return gateway + 1;
    }

    int simulator() {
        return shifted(8090);
    }

    int service(Part part) {
        Integer port = SERVICE.get(part);
        if (port == null) {
            throw new IllegalArgumentException(part + " is not a single service");
        }
        return shifted(port);
    }

    int serviceManagement(Part part) {
        return service(part) + 100;
    }

    int kafka() {
        return shifted(19092);
    }

    int kafkaController() {
        return shifted(19093);
    }

    int postgres() {
        return shifted(15432);
    }

    private int shifted(int port) {
        return port + gateway - DEFAULT;
    }

    /** Every port that must be free before anything is started, with what it is for. */
    Map<Integer, String> all() {
        Map<Integer, String> all = new java.util.TreeMap<>(Map.of(
                gateway,
                "the gateway",
                gatewayManagement(),
                "the gateway's management",
                simulator(),
                "the simulated provider",
                kafka(),
                "Kafka",
                kafkaController(),
                "Kafka's controller",
                postgres(),
                "Postgres"));
        Part.EACH_SERVICE.forEach(part -> {
            all.put(service(part), "the " + part.label() + " service");
            all.put(serviceManagement(part), "the " + part.label() + " service's management");
        });
        return all;
    }
}
