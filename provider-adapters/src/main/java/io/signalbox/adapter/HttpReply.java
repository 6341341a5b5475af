package io.signalbox.adapter;

/** A provider's whole reply to a management call. */
public record HttpReply(int status, HeaderLookup headers, byte[] body) {}
