package io.signalbox.vfs.sweeping;

import io.signalbox.vfs.VfsProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** When it is swept. A failure is logged by the schedule and made good by the next round. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SweepingWiring {
    @Bean
    SchedulingConfigurer sweeping(Sweeper sweeper, VfsProperties limits) {
        return schedule -> schedule.addFixedDelayTask(sweeper::sweep, limits.sweepEvery());
    }
}
