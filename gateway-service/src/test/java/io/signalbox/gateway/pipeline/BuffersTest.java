package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.events;
import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.Talk.ANSWER;
import static io.signalbox.gateway.pipeline.Talk.DONE;
import static io.signalbox.gateway.pipeline.Talk.ERROR_EVENT;
import static io.signalbox.gateway.pipeline.Talk.HEL;
import static io.signalbox.gateway.pipeline.Talk.ROLE;
import static io.signalbox.gateway.pipeline.Talk.STOP;
import static io.signalbox.gateway.pipeline.Talk.USAGE;
import static io.signalbox.gateway.pipeline.Talk.error;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import io.signalbox.gateway.pipeline.ScriptedProvider.Behaviour;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever becomes of an answer, what it was held in is given back: netty watches every buffer and tells of lost ones. */
class BuffersTest {
    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private final ListAppender<ILoggingEvent> lost = new ListAppender<>();
    private final Level usual = ResourceLeakDetector.getLevel();
    private ScriptedProvider provider = new ScriptedProvider();

    @BeforeEach
    void watch() {
        ResourceLeakDetector.setLevel(Level.PARANOID);
        lost.start();
        logger().addAppender(lost);
    }

    @AfterEach
    void close() {
        gateway.close();
        provider.close();
        logger().detachAppender(lost);
        ResourceLeakDetector.setLevel(usual);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    }

    @Test
    void whatever_becomes_of_an_answer_no_buffer_is_lost() {
        List<Behaviour> behaviours = List.of(
                events(ROLE, HEL, ERROR_EVENT),
                events(ROLE, HEL, USAGE),
                events(ROLE, HEL, "data: {oops"),
                events(ROLE, HEL, STOP, USAGE, DONE),
                events(ROLE, ERROR_EVENT),
                json(200, ANSWER),
                json(200, "{oops"),
                json(500, error("x", "y", "no")));
        provider = new ScriptedProvider(behaviours.toArray(Behaviour[]::new));
        gateway.target("main", "openai", provider.baseUrl())
                .route("fast", DataPlaneFixture.QUICK, 1, "main")
                .start();

        behaviours.forEach(each -> gateway.caller().chat("{\"model\":\"fast\",\"stream\":true,\"messages\":[]}"));

        assertThat(provider.received).hasSameSizeAs(behaviours);
        nothingIsLost();
    }

    @Test
    void whatever_becomes_of_a_large_question_no_buffer_is_lost() {
        provider = new ScriptedProvider(json(200, ANSWER), json(400, error("x", "y", "no")), json(200, ANSWER));
        gateway.target("main", "openai", provider.baseUrl())
                .target("away", "openai", "http://127.0.0.1:65535/v1")
                .route("fast", DataPlaneFixture.QUICK, 1, "main")
                .route("gone", DataPlaneFixture.QUICK, 1, "away")
                .start();
        String question = "\"messages\":[{\"role\":\"user\",\"content\":\"" + "signal box ".repeat(4_000) + "\"}]}";

        for (String model : List.of("fast", "gone", "fast", "fast", "gone")) {
            gateway.caller().chat("{\"model\":\"" + model + "\"," + question);
        }

        assertThat(provider.received).hasSize(3);
        nothingIsLost();
    }

    private void nothingIsLost() {
        for (int each = 0; each < 3; each++) {
            System.gc();
            PooledByteBufAllocator.DEFAULT.directBuffer().release();
            PooledByteBufAllocator.DEFAULT.compositeBuffer().release();
        }
        assertThat(lost.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
    }
}
