package io.signalbox.kit.eventstore;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/** Leaves out Axon's update checker, which reports this machine to its maker; no service can forget to. */
public final class NoCallsHome implements AutoConfigurationImportFilter {
    private static final String UPDATE_CHECKER =
            "org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration";

    public NoCallsHome() {}

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean[] stays = new boolean[candidates.length];
        for (int index = 0; index < candidates.length; index++) {
            stays[index] = !UPDATE_CHECKER.equals(candidates[index]);
        }
        return stays;
    }
}
