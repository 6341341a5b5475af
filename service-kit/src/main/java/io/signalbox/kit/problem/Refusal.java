package io.signalbox.kit.problem;

import java.time.Duration;
import java.util.Locale;

/**
 * A reason to say no that the caller can do something about. Implemented by one enum per capability, so that all its
 * reasons are read on one screen; the constant's name is the documented {@code code}. Details and remedies are written
 * for the caller and may contain {@code %s} for what the code knows at that moment; never secrets.
 */
public interface Refusal {
    /** What kind of no this is; decides the status. */
    enum Kind {
        INVALID(400, "The request is not valid"),
        UNAUTHENTICATED(401, "The caller is not known"),
        FORBIDDEN(403, "The caller may not do this"),
        NOT_FOUND(404, "There is no such thing"),
        METHOD_NOT_ALLOWED(405, "The path does not answer this method"),
        NOT_ACCEPTABLE(406, "The answer has no such form"),
        CONFLICT(409, "The state does not allow this"),
        GONE(410, "It is not there any more"),
        STALE(412, "The state has changed meanwhile"),
        TOO_LARGE(413, "The request is too large"),
        UNSUPPORTED_MEDIA_TYPE(415, "The body has no known form"),
        RANGE_NOT_SATISFIABLE(416, "There is no such part"),
        UNPROCESSABLE(422, "The request cannot be carried out"),
        PRECONDITION_REQUIRED(428, "The request needs a condition"),
        LIMITED(429, "Too many requests"),
        UNAVAILABLE(503, "Not available at the moment"),
        QUOTA_EXCEEDED(507, "There is no room left"),
        ;

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        public int status() {
            return status;
        }

        public String title() {
            return title;
        }
    }

    /** The enum constant's name. */
    String name();

    Kind kind();

    /** What is wrong, in one sentence; {@code %s} takes the arguments of {@link #refused}. */
    String detail();

    /** What to do about it, in one sentence; {@code %s} takes the same arguments. */
    String remedy();

    /** The documented, stable word for this reason. */
    default String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** When trying again makes sense; said for {@link Kind#LIMITED} and {@link Kind#UNAVAILABLE} only. */
    default Duration retryAfter() {
        return Duration.ofSeconds(1);
    }

    /** The exception to throw; {@code arguments} fill the sentences. */
    default RefusedException refused(Object... arguments) {
        return new RefusedException(this, null, arguments);
    }

    /** As {@link #refused}, naming the field (dotted path) that is wrong. */
    default RefusedException refusedAt(String field, Object... arguments) {
        return new RefusedException(this, field, arguments);
    }

    /** One entry of a body that names several faults at once; throw them with {@link RefusedException#all}. */
    default Violation violation(String field, Object... arguments) {
        return Violation.of(this, field, arguments);
    }
}
