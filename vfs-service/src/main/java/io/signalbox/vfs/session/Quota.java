package io.signalbox.vfs.session;

/** How much a session may hold. */
public record Quota(long bytes, int files) {}
