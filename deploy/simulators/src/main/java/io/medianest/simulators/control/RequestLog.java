package io.medianest.simulators.control;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The newest requests a simulator received, control calls left out. Safe for use by several threads. */
public final class RequestLog {

    private static final int KEPT = 5_000;
    private static final String KEY = RequestLog.class.getName();

    private final TreeMap<Long, LoggedRequest> entries = new TreeMap<>();
    private long next = 1;

    /** All entries, oldest first. */
    public synchronized List<LoggedRequest> all() {
        return List.copyOf(entries.values());
    }

    /** The entries with this method and this path (without query), oldest first. */
    public List<LoggedRequest> matching(String method, String path) {
        return all().stream()
                .filter(entry -> entry.method().equals(method) && entry.path().equals(path))
                .toList();
    }

    /** Forgets everything. */
    public synchronized void clear() {
        entries.clear();
    }

    /** Notes whom the simulator took the caller for. */
    public static void identify(RoutingContext ctx, String user) {
        if (ctx.get(KEY) instanceof Entry entry) {
            entry.log().update(entry.id(), user);
        }
    }

    void record(RoutingContext ctx) {
        long id = arrived(ctx);
        ctx.put(KEY, new Entry(this, id));
        // Before the answer leaves, so that whoever has received it finds it here.
        ctx.addHeadersEndHandler(headers -> answered(id, ctx.response().getStatusCode()));
        ctx.next();
    }

    private synchronized long arrived(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        String body = ctx.body().asString();
        long id = next++;
        String path = request.uri().split("\\?", 2)[0];
        entries.put(
                id,
                new LoggedRequest(
                        id,
                        Instant.now(),
                        request.method().name(),
                        path,
                        request.query(),
                        headers,
                        body == null ? "" : body,
                        null,
                        null));
        if (entries.size() > KEPT) {
            entries.pollFirstEntry();
        }
        return id;
    }

    private synchronized void update(long id, String user) {
        entries.computeIfPresent(id, (key, entry) -> entry.actingAs(user));
    }

    private synchronized void answered(long id, int status) {
        entries.computeIfPresent(id, (key, entry) -> entry.answered(status));
    }

    private record Entry(RequestLog log, long id) {}
}
