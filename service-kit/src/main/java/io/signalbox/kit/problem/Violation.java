package io.signalbox.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** One thing that is wrong and what to do about it: an entry of {@code errors} in a problem body. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Violation(@Nullable String field, String code, String detail, String remedy) {
    static Violation of(Refusal refusal, @Nullable String field, Object... arguments) {
        return new Violation(
                field,
                refusal.code(),
                refusal.detail().formatted(arguments),
                refusal.remedy().formatted(arguments));
    }
}
