package io.signalbox.gateway.dialect.plain;

/**
 * One part of a form, by where its content stands.
 *
 * @param file whether it carries a file name
 */
record FormPart(String name, boolean file, int from, int to) {}
