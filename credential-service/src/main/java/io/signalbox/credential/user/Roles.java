package io.signalbox.credential.user;

import io.signalbox.kit.security.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Roles as request bodies name them. What is not a person's role is refused by name. */
public final class Roles {
    private Roles() {}

    public static Set<Role> of(@Nullable List<String> words) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (words != null) {
            words.forEach(word -> roles.add(role(word)));
        }
        return Set.copyOf(roles);
    }

    private static Role role(String word) {
        return Role.of(word)
                .filter(role -> role != Role.SERVICE)
                .orElseThrow(() -> UserRefusal.ROLE_UNKNOWN.refusedAt("roles", word));
    }
}
