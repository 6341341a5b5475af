package io.signalbox.vfs.progress;

import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.identity.IdSource;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What changes of batches need. */
@Configuration(proxyBeanMethods = false)
class ProgressWiring {
    @Bean
    BatchController.Writing batchWriting(Commands commands, ReadYourWrites written, IdSource ids, Clock clock) {
        return new BatchController.Writing(commands, written, ids, clock);
    }
}
