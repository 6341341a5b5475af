package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.e2e.Installation.Said;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code ./signalbox} says when it cannot do what it is asked, and the exit codes its help promises. */
class ScriptTest {
    private final Installation installation = Installation.get();

    @Test
    void a_second_up_is_refused_in_one_sentence() {
        Said said = signalbox("up", "--detach");

        assertThat(said.exit()).isEqualTo(3);
        assertThat(said.words())
                .startsWith("signalbox: It is already running here")
                .hasLineCount(1);
    }

    @Test
    void a_port_in_use_is_named_with_what_needs_it_and_another_to_take() {
        Said said = installation.run(
                List.of("./signalbox", "up", "--detach", "--port", "9480"),
                Map.of(
                        "SIGNALBOX_HOME",
                        Path.of("target", "home-second").toAbsolutePath().toString()));

        assertThat(said.exit()).isEqualTo(5);
        assertThat(said.words())
                .startsWith("signalbox: Port 9480, needed for")
                .contains("--port 10480")
                .hasLineCount(1);
    }

    @Test
    void a_part_or_a_command_there_is_not_is_answered_with_those_there_are() {
        assertThat(signalbox("kill", "nonsense").words()).contains("postgres, kafka, simulator, services, gateway");
        assertThat(signalbox("nonsense").exit()).isEqualTo(2);
        assertThat(signalbox("up", "--prot", "1").exit()).isEqualTo(2);
    }

    @Test
    void the_status_names_every_part() {
        assertThat(signalbox("status").words()).contains("postgres", "kafka", "simulator", "services", "gateway");
    }

    private Said signalbox(String... words) {
        return installation.run(
                Stream.concat(Stream.of("./signalbox"), Stream.of(words)).toList(), Map.of());
    }
}
