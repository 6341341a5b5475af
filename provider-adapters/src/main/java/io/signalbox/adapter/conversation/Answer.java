package io.signalbox.adapter.conversation;

import io.signalbox.adapter.Usage;
import java.util.List;

/** A complete answer in no provider's words. */
public record Answer(String id, String model, List<Part> parts, StopReason stopReason, Usage usage) {}
