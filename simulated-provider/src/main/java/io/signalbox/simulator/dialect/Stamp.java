package io.signalbox.simulator.dialect;

/** What makes one answer different from the next with the same words: its number in the tally, and the time. */
public record Stamp(long sequence, long epochSecond) {}
