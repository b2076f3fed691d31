package io.medianest.gateway.support;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A service that does what the last segment of the path says, whatever comes before it. It remembers each request by
 * its correlation id.
 */
final class FakeService {
    /** More than every buffer on the way to a client. */
    private static final int FLOOD_PARTS = 800;

    private static final int FLOOD_PART = 20_000;
    private static final int HUGE = 8 * 1024 * 1024;
    private static final int PART = 64 * 1024;

    private final Vertx vertx;
    private final String name;
    private final Map<String, String> requests = new ConcurrentHashMap<>();
    private final Map<String, HttpServerResponse> streams = new ConcurrentHashMap<>();
    private final ExchangeDesk exchanges = new ExchangeDesk();
    private boolean healthy = true;

    private FakeService(Vertx vertx, String name) {
        this.vertx = vertx;
        this.name = name;
    }

    /** Starts it; returns scheme, host and port. */
    static String start(Vertx vertx, String name) {
        FakeService service = new FakeService(vertx, name);
        int port = vertx.createHttpServer()
                .requestHandler(service::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        return "http://127.0.0.1:" + port;
    }

    private void handle(HttpServerRequest request) {
        String path = request.path();
        if (path.startsWith("/control/")) {
            control(request, path.split("/", -1));
        } else if (path.equals(ExchangeDesk.PATH)) {
            exchanges.answer(request);
        } else if (path.equals("/health")) {
            request.response().setStatusCode(healthy ? 200 : 503).end();
        } else {
            String id = id(request);
            boolean again = requests.put(id, "running") != null;
            request.response().closeHandler(closed -> requests.put(id, "closed"));
            request.response().endHandler(ended -> requests.put(id, "answered"));
            String behaviour = path.substring(path.lastIndexOf('/') + 1);
            answer(request, again && behaviour.equals("hang-up-once") ? "echo" : behaviour);
        }
    }

    /** {@code /control/state/<id>}, {@code /control/emit/<id>}, {@code /control/flood/<id>}, {@code /control/move/<id>},
     * {@code /control/end/<id>}, {@code /control/health/<up or down>}. */
    private void control(HttpServerRequest request, String[] words) {
        switch (words[2]) {
            case "state" -> request.response().end(requests.getOrDefault(words[3], "never seen"));
            case "emit" -> {
                HttpServerResponse stream = streams.get(words[3]);
                stream.write("id: 2\nevent: test\ndata: {\"n\":2}\n\n");
                request.response().end();
            }
            case "flood" -> {
                String event = "id: 3\nevent: test\ndata: " + "x".repeat(FLOOD_PART) + "\n\n";
                for (int i = 0; i < FLOOD_PARTS; i++) {
                    streams.get(words[3]).write(event);
                }
                request.response().end();
            }
            case "move" -> {
                streams.get(words[3]).write(": alive\nid: 9\n\n");
                request.response().end();
            }
            case "end" -> {
                streams.get(words[3]).end();
                request.response().end();
            }
            case "health" -> {
                healthy = words[3].equals("up");
                request.response().end();
            }
            case "exchange" -> exchanges.control(request, words);
            default -> request.response().setStatusCode(404).end();
        }
    }

    private void answer(HttpServerRequest request, String behaviour) {
        HttpServerResponse response = request.response();
        switch (behaviour) {
            case "slow" -> request.resume();
            case "events" -> stream(request);
            case "hang-up", "hang-up-once" -> request.connection().close();
            case "cut" -> {
                response.putHeader("Content-Length", "1000").write("the beginning");
                vertx.setTimer(100, timer -> request.connection().close());
            }
            case "cut-chunked" -> {
                response.setChunked(true).write("the beginning");
                vertx.setTimer(100, timer -> request.connection().close());
            }
            case "huge" -> huge(response.setChunked(true), HUGE);
            case "leak" -> leak(request);
            case "session", "cookies", "complete" -> cookies(request);
            case "no-content" -> response.setStatusCode(204).end();
            case "not-modified" ->
                response.setStatusCode(304).putHeader("ETag", "\"7\"").end();
            case "unavailable" -> response.setStatusCode(503).end();
            case "teapot" ->
                response.setStatusCode(418)
                        .setStatusMessage("Short and stout")
                        .putHeader("Content-Type", "application/problem+json")
                        .end("{\"code\":\"TEAPOT\"}");
            case "cacheable" ->
                response.putHeader("Cache-Control", "max-age=60").end("ok");
            default -> echo(request);
        }
    }

    private void echo(HttpServerRequest request) {
        JsonArray headers = new JsonArray();
        request.headers()
                .forEach(header -> headers.add(
                        new JsonObject().put("name", header.getKey()).put("value", header.getValue())));
        JsonObject seen = new JsonObject()
                .put("service", name)
                .put("method", request.method().name())
                .put("uri", request.uri())
                .put("headers", headers);
        request.body()
                .onSuccess(body -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(seen.put("body", body.toString())
                                .put("length", body.length())
                                .toBuffer()));
    }

    private void stream(HttpServerRequest request) {
        HttpServerResponse response = request.response()
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store");
        streams.put(id(request), response);
        @Nullable String after = request.getHeader("Last-Event-ID");
        String seen = after == null ? "" : ",\"after\":\"" + after + "\"";
        response.write("id: 1\nevent: test\ndata: {\"n\":1" + seen + "}\n\n");
    }

    private void huge(HttpServerResponse response, int left) {
        if (left == 0) {
            response.end();
            return;
        }
        response.write(Buffer.buffer(new byte[PART])).onSuccess(written -> huge(response, left - PART));
    }

    private static void leak(HttpServerRequest request) {
        request.response()
                .putHeader("Server", "secret/1.0")
                .putHeader("X-Powered-By", "secret")
                .putHeader("X-Correlation-Id", "of-the-service")
                .putHeader("X-User-Id", "secret")
                .putHeader("X-Frame-Options", "ALLOWALL")
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Connection", "X-Hop")
                .putHeader("X-Hop", "secret")
                .putHeader("Keep-Alive", "timeout=5")
                .putHeader("X-Own", "kept")
                .putHeader("Location", "http://" + request.getHeader("Host") + "/api/v1/media/7?x=1")
                .setStatusCode(201)
                .end();
    }

    private void cookies(HttpServerRequest request) {
        request.response()
                .headers()
                .add("Set-Cookie", "medianest=new; Path=/; HttpOnly")
                .add("Set-Cookie", "medianest-plex-pin=pin; Path=/; HttpOnly")
                .add("Set-Cookie", "medianestx=other; Path=/")
                .add("Set-Cookie", "tracking=1");
        echo(request);
    }

    private static String id(HttpServerRequest request) {
        @Nullable String id = request.getHeader("X-Correlation-Id");
        return id == null ? "none" : id;
    }
}
