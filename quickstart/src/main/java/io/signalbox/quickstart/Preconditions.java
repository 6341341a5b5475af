package io.signalbox.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** What must hold on this machine before anything is started; each said in one sentence when it does not. */
final class Preconditions {
    private Preconditions() {}

    static void enoughDisk(Path root) {
        try {
            long free = Files.getFileStore(root).getUsableSpace();
            if (free < Home.FREE_BYTES_MIN) {
                throw new Complaint(
                        Complaint.Exit.DISK_FULL,
                        "Only %d MiB are free where %s lies; %d MiB are needed. Free some, or set SIGNALBOX_HOME to another disk."
                                .formatted(free >> 20, root, Home.FREE_BYTES_MIN >> 20));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void freePorts(Ports ports) {
        ports.all().forEach((port, purpose) -> {
            try (ServerSocket probe = new ServerSocket()) {
                probe.setReuseAddress(true);
                probe.bind(new InetSocketAddress("127.0.0.1", port));
            } catch (IOException e) {
                throw new Complaint(
                        Complaint.Exit.PORT_BUSY,
                        "Port %d, needed for %s, is in use. Stop what uses it, or choose others: ./signalbox up --port %d"
                                .formatted(port, purpose, ports.gateway() + 1000),
                        e);
            }
        });
    }
}
