package io.signalbox.kit.security;

import org.springframework.http.HttpMethod;

/** A path that answers without a token. A service declares a bean for each it needs beside the ones all have. */
public record OpenPath(HttpMethod method, String pattern) {}
