package io.signalbox.simulator.conversation;

import com.fasterxml.jackson.databind.JsonNode;

/** A tool the caller offers: its name and the JSON schema of its arguments. */
public record ToolOffer(String name, JsonNode schema) {}
