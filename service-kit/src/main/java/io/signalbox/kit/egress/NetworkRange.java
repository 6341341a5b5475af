package io.signalbox.kit.egress;

import io.netty.util.NetUtil;
import java.util.Arrays;

/**
 * A block of addresses in CIDR form, for example {@code 10.0.0.0/8} or {@code fd00::/8}. Works on bytes, because Java's
 * own address types change form (IPv4 in IPv6) depending on how they were made.
 */
final class NetworkRange {
    private final byte[] network;
    private final int prefixLength;

    private NetworkRange(byte[] network, int prefixLength) {
        this.network = network;
        this.prefixLength = prefixLength;
    }

    static NetworkRange parse(String cidr) {
        int slash = cidr.indexOf('/');
        byte[] network = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? cidr : cidr.substring(0, slash));
        if (network == null) {
            throw new IllegalArgumentException("'" + cidr + "' is not a range like 10.0.0.0/8 or fd00::/8");
        }
        int bits = network.length * Byte.SIZE;
        int prefix = slash < 0 ? bits : Integer.parseInt(cidr.substring(slash + 1));
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("'" + cidr + "' has a prefix longer than the address");
        }
        return new NetworkRange(network, prefix);
    }

    boolean contains(byte[] address) {
        if (network.length != address.length) {
            return false;
        }
        int whole = prefixLength / Byte.SIZE;
        int rest = prefixLength % Byte.SIZE;
        int mask = 0xFF << (Byte.SIZE - rest) & 0xFF;
        return Arrays.equals(network, 0, whole, address, 0, whole)
                && (rest == 0 || (network[whole] & mask) == (address[whole] & mask));
    }
}
