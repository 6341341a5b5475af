package io.signalbox.bench.gateway;

import io.signalbox.bench.Options;
import java.util.ArrayList;
import java.util.List;

/** What is asked for, by how many at once. */
record Shape(int bodyBytes, boolean streamed, int connections) {
    /** Of the requests for streams. */
    private static final int SMALL = 1024;

    static List<Shape> all(Options options) {
        List<Shape> shapes = new ArrayList<>();
        for (int body : options.bodies()) {
            options.connections().forEach(connections -> shapes.add(new Shape(body * 1024, false, connections)));
        }
        options.streams().forEach(streams -> shapes.add(new Shape(SMALL, true, streams)));
        return shapes;
    }

    /** What runs every path of the gateway often enough to have it compiled. */
    static List<Shape> warming(Options options) {
        int connections = options.connections().getLast();
        List<Shape> shapes = new ArrayList<>();
        options.bodies().forEach(body -> shapes.add(new Shape(body * 1024, false, connections)));
        shapes.add(new Shape(SMALL, true, options.streams().getFirst()));
        return shapes;
    }

    /** The one that is profiled: unless told otherwise small bodies, where our own work is the largest part. */
    static Shape profiled(Options options) {
        return new Shape(
                options.bodies().getFirst() * 1024, false, options.connections().getLast());
    }

    String title() {
        return streamed
                ? connections + " streams of 64 pieces, one every 20 ms"
                : bodyBytes / 1024 + " KB, " + connections + (connections == 1 ? " connection" : " connections");
    }
}
