package io.medianest.gateway.openapi;

import io.medianest.gateway.page.PageFiles;
import io.medianest.gateway.page.PageFiles.Styles;
import io.medianest.gateway.route.ReadOnlyRoutes;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Serves the merged document and the page to try it. */
@ApplicationScoped
class DocumentationRoutes {
    private static final String DOCUMENT = "/api/v1/openapi.json";
    private static final String PAGE = "/api/docs";
    private static final List<String> FILES =
            List.of("page.js", "page.css", "swagger-ui-bundle.js", "swagger-ui.css", "favicon-32x32.png");

    private final AtomicReference<@Nullable Buffer> document = new AtomicReference<>();

    private final ReadOnlyRoutes routes;
    private final PageFiles files;

    DocumentationRoutes(ReadOnlyRoutes routes, PageFiles files) {
        this.routes = routes;
        this.files = files;
    }

    void register(@Observes Router router) {
        routes.add(router, DOCUMENT, this::sendDocument);
        files.add(router, PAGE, "docs/index.html", Styles.INLINE);
        FILES.forEach(name -> files.add(router, PAGE + "/" + name, "docs/" + name, Styles.INLINE));
        routes.add(
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
            send(context, known);
            return;
        }
        context.vertx()
                .executeBlocking(() -> Buffer.buffer(OpenApiDocuments.merged()))
                .onSuccess(merged -> {
                    document.set(merged);
                    send(context, merged);
                })
                .onFailure(context::fail);
    }

    private static void send(RoutingContext context, Buffer content) {
        context.response()
                .putHeader(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .end(content);
    }
}
