package io.signalbox.gateway.pipeline;

import reactor.netty.http.server.HttpServerRoutes;

/** Where the data plane begins: every path under {@code /v1}, before any filter of the control plane. */
public final class DataPlaneRoute {
    private DataPlaneRoute() {}

    public static HttpServerRoutes add(HttpServerRoutes routes, Pipeline pipeline) {
        return routes.route(
                request -> isOurs(request.path()), (request, response) -> pipeline.serve(new Call(request, response)));
    }

    private static boolean isOurs(String path) {
        return path.startsWith("v1/") || path.equals("v1");
    }
}
