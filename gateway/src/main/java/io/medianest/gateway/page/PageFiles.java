package io.medianest.gateway.page;

import io.medianest.gateway.route.ReadOnlyRoutes;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Serves files of this build. A page of ours loads everything from here: its policy lets it reach no other host, run no
 * script that stands in the page, and send no form by itself.
 */
@ApplicationScoped
public class PageFiles {
    /** The policy of a page that runs nothing at all: it only loads its style from here. */
    static final String WITHOUT_SCRIPTS =
            "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "png", "image/png");
    private static final String BEFORE_STYLES = "default-src 'none'; script-src 'self'; style-src 'self'";
    private static final String AFTER_STYLES = "; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none';"
            + " base-uri 'none'; form-action 'none'";

    private final ReadOnlyRoutes routes;

    PageFiles(ReadOnlyRoutes routes) {
        this.routes = routes;
    }

    /** Which styles a page may have. */
    public enum Styles {
        /** Those of its own files. */
        OWN(""),
        /** Also those that a library writes into the page. */
        INLINE(" 'unsafe-inline'");

        private final String source;

        Styles(String source) {
            this.source = source;
        }
    }

    /**
     * Serves a file.
     *
     * @param path where, exactly
     * @param resource which, on the class path; its ending tells the type: html, js, css or png
     */
    public void add(Router router, String path, String resource, Styles styles) {
        String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalArgumentException("No type is known for " + resource);
        }
        String policy = BEFORE_STYLES + styles.source + AFTER_STYLES;
        routes.add(router, path, context -> send(context, resource, type, policy));
    }

    private static void send(RoutingContext context, String resource, String type, String policy) {
        context.vertx()
                .executeBlocking(() -> read(resource))
                .onSuccess(content -> context.response()
                        .putHeader("Content-Security-Policy", policy)
                        .putHeader(HttpHeaderNames.CONTENT_TYPE, type)
                        .putHeader(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                        .end(content))
                .onFailure(context::fail);
    }

    private static Buffer read(String resource) throws IOException {
        try (InputStream content =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (content == null) {
                throw new IOException(resource + " is not part of this build");
            }
            return Buffer.buffer(content.readAllBytes());
        }
    }
}
