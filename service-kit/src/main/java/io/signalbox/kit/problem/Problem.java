package io.signalbox.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** The one error body (RFC 9457) of the control plane. {@code code} and each entry's {@code code} are documented API. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, String code, List<Violation> errors) {
    /** Media type of the body. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:signalbox:problem:";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a refused caller is told. */
    public static Problem of(RefusedException refused) {
        Violation first = refused.violations().getFirst();
        Refusal.Kind kind = refused.refusal().kind();
        return new Problem(
                TYPE_PREFIX + first.code(),
                kind.title(),
                kind.status(),
                first.detail(),
                first.code(),
                refused.violations());
    }

    /** What a caller is told about a fault of ours: nothing but where to look it up. */
    public static Problem internal(String incident) {
        String detail = "The service failed; the call was not at fault.";
        String remedy = "Try again later; if it stays, report incident " + incident + ".";
        String code = "internal_error";
        return new Problem(
                TYPE_PREFIX + code,
                "The service failed",
                500,
                detail,
                code,
                List.of(new Violation(null, code, detail, remedy)));
    }

    public byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a problem is made of texts and numbers", e);
        }
    }
}
