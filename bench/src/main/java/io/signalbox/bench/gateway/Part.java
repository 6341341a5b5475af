package io.signalbox.bench.gateway;

import java.util.List;

/** Whose work a moment of the gateway's is: the first of these that a stack meets, from its innermost frame outwards. */
record Part(String label, List<String> prefixes) {
    private static final Part OTHER = new Part("the JDK's own threads", List.of());
    private static final List<Part> ALL = List.of(
            of("Kafka producer and drain", "org.apache.kafka.", "io.signalbox.gateway.journal.file.KafkaSink"),
            of("journal", "io.signalbox.gateway.journal.", "io.signalbox.gateway.attempt.AttemptRecord"),
            of("reading JSON", "com.fasterxml.", "io.signalbox.gateway.dialect.", "io.signalbox.adapter."),
            of("traces", "io.opentelemetry.", "io.signalbox.gateway.tracing.", "io.signalbox.kit.tracing."),
            of("metrics", "io.micrometer.", "io.prometheus.", "io.signalbox.gateway.metering."),
            of("our pipeline: admission, selection, attempt", "io.signalbox."),
            of("netty and reactor", "io.netty.", "reactor."),
            of("Spring", "org.springframework."));

    private static Part of(String label, String... prefixes) {
        return new Part(label, List.of(prefixes));
    }

    static Part of(List<String> frames) {
        for (String frame : frames) {
            for (Part part : ALL) {
                if (part.prefixes.stream().anyMatch(frame::startsWith)) {
                    return part;
                }
            }
        }
        return OTHER;
    }
}
