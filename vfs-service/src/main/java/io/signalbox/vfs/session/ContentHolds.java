package io.signalbox.vfs.session;

import io.signalbox.contracts.TenantId;
import java.util.UUID;

/**
 * Which content the files of sessions hold. Told in the transaction that decides a change, so that what a file holds is
 * never freed, whatever the read models say at that moment.
 */
public interface ContentHolds {
    /** The file holds that content from now on, instead of any other. */
    void hold(TenantId tenant, UUID sessionId, String path, String hash);

    /** The file is gone. */
    void release(TenantId tenant, UUID sessionId, String path);

    /** All files of the session are gone. */
    void releaseAll(TenantId tenant, UUID sessionId);
}
