package io.signalbox.credential.revocation;

import io.signalbox.credential.revocation.Revocations.Revoked;
import io.signalbox.kit.problem.StandardRefusal;
import java.time.Duration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The second way, beside Kafka, by which a gateway learns within a second that a key has ended. */
@RestController
final class RevocationController {
    static final int WAIT_SECONDS_MAX = 25;

    private final Revocations revocations;

    RevocationController(Revocations revocations) {
        this.revocations = revocations;
    }

    @GetMapping("/internal/revocations")
    Revoked after(@RequestParam(defaultValue = "0") String after, @RequestParam(defaultValue = "0") int wait) {
        if (wait < 0 || wait > WAIT_SECONDS_MAX) {
            throw StandardRefusal.PARAMETER_INVALID.refusedAt(
                    "wait", "wait", "it must be from 0 to " + WAIT_SECONDS_MAX + " seconds");
        }
        return revocations.after(position(after), Duration.ofSeconds(wait));
    }

    private static long position(String after) {
        try {
            return Long.parseUnsignedLong(after);
        } catch (NumberFormatException e) {
            throw StandardRefusal.PARAMETER_INVALID.refusedAt(
                    "after", "after", "it must be the cursor of an earlier answer");
        }
    }
}
