package io.signalbox.kit.egress;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses may be called. The public internet may; everything that could be inside somebody's network may only
 * when an operator has listed it; the places where clouds hand out machine credentials may never.
 */
final class AddressPolicy {
    private static final int IPV4_LENGTH = 4;

    private static final List<NetworkRange> NEVER = ranges(
            "169.254.169.254/32",
            "169.254.170.0/24",
            "100.100.100.200/32",
            "168.63.129.16/32",
            "169.254.42.42/32",
            "192.0.0.192/32",
            "fd00:ec2::/32",
            "fd00:42::42/128",
            "fd20:ce::254/128",
            "fe80::a9fe:a9fe/128");

    private static final List<NetworkRange> NOT_PUBLIC = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/96",
            "100::/64",
            "2001:db8::/32",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8");

    /** Ranges whose addresses carry an IPv4 address, and the byte at which it begins. */
    private record Carrier(NetworkRange range, int offset) {
        static Carrier of(String cidr, int offset) {
            return new Carrier(NetworkRange.parse(cidr), offset);
        }

        Optional<byte[]> carried(byte[] address) {
            return range.contains(address)
                    ? Optional.of(Arrays.copyOfRange(address, offset, offset + IPV4_LENGTH))
                    : Optional.empty();
        }
    }

    private static final List<Carrier> CARRIERS = List.of(
            Carrier.of("::ffff:0:0/96", 12),
            Carrier.of("64:ff9b::/96", 12),
            Carrier.of("64:ff9b:1::/48", 12),
            Carrier.of("2002::/16", 2));

    private final List<NetworkRange> allowed;

    AddressPolicy(List<String> allowed) {
        this.allowed = ranges(allowed.toArray(String[]::new));
    }

    boolean permits(InetAddress address) {
        // Who carries an IPv4 address inside another is judged by what it carries.
        byte[] bytes = address.getAddress();
        byte[] meant = CARRIERS.stream()
                .flatMap(carrier -> carrier.carried(bytes).stream())
                .findFirst()
                .orElse(bytes);
        return !in(NEVER, bytes) && !in(NEVER, meant) && (in(allowed, meant) || !in(NOT_PUBLIC, meant));
    }

    private static boolean in(List<NetworkRange> ranges, byte[] address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<NetworkRange> ranges(String... cidrs) {
        return Stream.of(cidrs).map(NetworkRange::parse).toList();
    }
}
