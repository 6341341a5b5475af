package io.signalbox.usage.allowance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How long an amount lasts. Windows follow each other without gaps and begin with the clock's minute, hour or day (UTC). */
public enum Window {
    MINUTE(60),
    HOUR(3_600),
    DAY(86_400);

    private final int seconds;

    Window(int seconds) {
        this.seconds = seconds;
    }

    public int seconds() {
        return seconds;
    }

    /** When the window that holds this moment began; both in seconds since 1970. */
    public long startOf(long epochSecond) {
        return Math.floorDiv(epochSecond, seconds) * seconds;
    }

    /** As it stands in JSON and in the contract. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads either spelling; refuses another word by naming those there are. */
    @JsonCreator
    public static Window of(String text) {
        return Arrays.stream(values())
                .filter(window -> window.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is none of "
                        + Arrays.stream(values()).map(Window::wire).toList()));
    }
}
