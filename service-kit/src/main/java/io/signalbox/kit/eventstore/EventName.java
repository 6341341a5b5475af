package io.signalbox.kit.eventstore;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name a stored event has for ever, {@code provider.provider-configured.v1}: classes move and are renamed, history
 * stays readable. A shape that old events do not fit gets a new name and an upcaster.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventName {
    /** {@code <service>.<what-happened>.v<n>}. */
    String value();
}
