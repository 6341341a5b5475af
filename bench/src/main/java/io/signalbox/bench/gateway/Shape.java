package io.signalbox.bench.gateway;

import io.signalbox.bench.Options;
import java.util.ArrayList;
import java.util.List;

/** What is asked for, by how many at once. */
record Shape(int bodyBytes, boolean streamed, int connections) {
    private static final int SMALL = 1024;
    private static final int LARGE = 32 * 1024;

    static List<Shape> all(Options options) {
        List<Shape> shapes = new ArrayList<>();
        for (int body : new int[] {SMALL, LARGE}) {
            options.connections().forEach(connections -> shapes.add(new Shape(body, false, connections)));
        }
        shapes.add(new Shape(SMALL, true, options.streams()));
        return shapes;
    }

    /** What runs every path of the gateway often enough to have it compiled. */
    static List<Shape> warming(Options options) {
        int connections = options.connections().getLast();
        return List.of(
                new Shape(SMALL, false, connections),
                new Shape(LARGE, false, connections),
                new Shape(SMALL, true, options.streams()));
    }

    /** The one that is profiled: small bodies, where our own work is the largest part, by many at once. */
    static Shape profiled(Options options) {
        return new Shape(SMALL, false, options.connections().getLast());
    }

    String title() {
        return streamed
                ? connections + " streams of 64 pieces, one every 20 ms"
                : bodyBytes / 1024 + " KB, " + connections + (connections == 1 ? " connection" : " connections");
    }
}
