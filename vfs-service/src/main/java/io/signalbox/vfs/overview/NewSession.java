package io.signalbox.vfs.overview;

import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.vfs.VfsProperties;
import io.signalbox.vfs.session.Quota;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What callers send to open a session; what they leave out is the installation's default. */
record NewSession(
        @Nullable String name,
        @Nullable NewQuota quota,
        @Nullable Duration lifetime) {
    static final int NAME_MAX = 200;

    record NewQuota(@Nullable Long bytes, @Nullable Integer files) {}

    NewSession {
        if (name != null) {
            name = name.strip();
            if (name.isEmpty() || name.length() > NAME_MAX || name.chars().anyMatch(Character::isISOControl)) {
                throw invalid("name", "it must have 1 to " + NAME_MAX + " characters and no control characters");
            }
        }
    }

    Quota quotaWithin(VfsProperties limits) {
        Optional<NewQuota> asked = Optional.ofNullable(quota);
        long bytes =
                asked.map(NewQuota::bytes).orElse(limits.bytes().byDefault().toBytes());
        int files = asked.map(NewQuota::files).orElse(limits.files().byDefault());
        if (bytes < 1 || bytes > limits.bytes().max().toBytes()) {
            throw invalid(
                    "quota.bytes",
                    "it must be from 1 to " + limits.bytes().max().toBytes());
        }
        if (files < 1 || files > limits.files().max()) {
            throw invalid(
                    "quota.files", "it must be from 1 to " + limits.files().max());
        }
        return new Quota(bytes, files);
    }

    Duration lifetimeWithin(VfsProperties limits) {
        Duration wanted = lifetime == null ? limits.lifetime().byDefault() : lifetime;
        if (wanted.isNegative()
                || wanted.isZero()
                || wanted.compareTo(limits.lifetime().max()) > 0) {
            throw invalid(
                    "lifetime",
                    "it must be longer than nothing and at most "
                            + limits.lifetime().max() + ", as an ISO 8601 duration like PT2H");
        }
        return wanted;
    }

    private static RuntimeException invalid(String field, String rule) {
        return StandardRefusal.FIELD_INVALID.refusedAt(field, field, rule);
    }
}
