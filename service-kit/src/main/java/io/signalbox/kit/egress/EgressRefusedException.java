package io.signalbox.kit.egress;

import java.io.IOException;

/**
 * A call was not made because its address may not be called. The message names the host and says what an operator can
 * do; it does not name the resolved address, which would tell an outsider about the network inside.
 */
public final class EgressRefusedException extends IOException {
    public EgressRefusedException(String target, String why) {
        super("'" + target + "' may not be called: " + why);
    }
}
