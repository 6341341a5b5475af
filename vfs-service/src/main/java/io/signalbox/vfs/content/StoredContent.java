package io.signalbox.vfs.content;

import java.util.UUID;

/**
 * Content that is stored.
 *
 * @param hash lower-case hexadecimal SHA-256
 * @param contentId under which its pieces lie
 */
public record StoredContent(String hash, UUID contentId, long bytes) {}
