package io.signalbox.simulator.conversation;

import java.util.Map;

/** What a model does unless a directive says otherwise: how much it answers and how fast. */
record Preset(int output, int reasoning, Pace pace) {
    private static final Preset ORDINARY = new Preset(24, 0, Pace.AT_ONCE);
    private static final Map<String, Preset> BY_MODEL = Map.of(
            "sim-small", new Preset(12, 0, Pace.AT_ONCE),
            "sim-large", new Preset(256, 0, Pace.AT_ONCE),
            "sim-slow", new Preset(48, 0, new Pace(400, 50)),
            "sim-reason", new Preset(60, 40, Pace.AT_ONCE));

    static Preset of(String model) {
        return BY_MODEL.getOrDefault(model, ORDINARY);
    }
}
