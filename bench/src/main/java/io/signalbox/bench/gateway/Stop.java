package io.signalbox.bench.gateway;

/**
 * Where one way begins.
 *
 * @param secret what a caller proves itself with there
 * @param process whose processor time a request on this way costs
 * @param memory of the same
 */
record Stop(Way way, int port, String secret, ProcessHandle process, JvmMemory memory) {}
