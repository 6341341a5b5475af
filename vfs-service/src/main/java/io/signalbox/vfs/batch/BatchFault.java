package io.signalbox.vfs.batch;

import org.jspecify.annotations.Nullable;

/**
 * Why a batch was not begun.
 *
 * @param line of the input file, from 1; null when it is about the whole
 * @param param which field of the line
 */
public record BatchFault(
        String code,
        String message,
        @Nullable Integer line,
        @Nullable String param) {}
