package io.medianest.gateway.openapi;

import io.medianest.gateway.route.ReadOnlyRoutes;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Serves the merged document and the page to try it. Everything comes from here: the page loads nothing from other
 * hosts, and its policy would not let it.
 */
@ApplicationScoped
class DocumentationRoutes {
    private static final String DOCUMENT = "/api/v1/openapi.json";
    private static final String PAGE = "/api/docs";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private static final Map<String, String> FILES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "page.js", "text/javascript; charset=utf-8",
            "page.css", "text/css; charset=utf-8",
            "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
            "swagger-ui.css", "text/css; charset=utf-8",
            "favicon-32x32.png", "image/png");

    private final AtomicReference<@Nullable Buffer> document = new AtomicReference<>();

    private final ReadOnlyRoutes pages;

    DocumentationRoutes(ReadOnlyRoutes pages) {
        this.pages = pages;
    }

    void register(@Observes Router router) {
        pages.add(router, DOCUMENT, this::sendDocument);
        pages.add(router, PAGE, context -> sendFile(context, "index.html"));
        FILES.keySet().forEach(name -> pages.add(router, PAGE + "/" + name, context -> sendFile(context, name)));
        pages.add(
                router,
                "/",
                context -> context.response()
                        .setStatusCode(302)
                        .putHeader(HttpHeaderNames.LOCATION, PAGE)
                        .end());
    }

    private void sendDocument(RoutingContext context) {
        Buffer known = document.get();
        if (known != null) {
            send(context, known, "application/json");
            return;
        }
        context.vertx()
                .executeBlocking(() -> Buffer.buffer(OpenApiDocuments.merged()))
                .onSuccess(merged -> {
                    document.set(merged);
                    send(context, merged, "application/json");
                })
                .onFailure(context::fail);
    }

    private static void sendFile(RoutingContext context, String name) {
        context.vertx()
                .executeBlocking(() -> read("docs/" + name))
                .onSuccess(content -> {
                    context.response().putHeader("Content-Security-Policy", POLICY);
                    send(context, content, FILES.getOrDefault(name, "application/octet-stream"));
                })
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

    private static void send(RoutingContext context, Buffer content, String type) {
        HttpServerResponse response = context.response();
        response.putHeader(HttpHeaderNames.CONTENT_TYPE, type)
                .putHeader(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .end(content);
    }
}
