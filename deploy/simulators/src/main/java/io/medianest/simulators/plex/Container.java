package io.medianest.simulators.plex;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists as a media server pages them: by header or parameter, everything unless a size is given. */
final class Container {

    private static final String START = "X-Plex-Container-Start";
    private static final String SIZE = "X-Plex-Container-Size";
    private static final String TOTAL = "X-Plex-Container-Total-Size";

    private Container() {}

    /** Answers with a page of this list. */
    static <T> void answer(RoutingContext ctx, String name, List<T> all, int otherwise, Function<T, JsonObject> view) {
        int start = number(given(ctx, START), 0);
        int size = number(given(ctx, SIZE), otherwise);
        List<JsonObject> page = all.stream().skip(start).limit(size).map(view).toList();
        ctx.response().putHeader(START, Integer.toString(start)).putHeader(TOTAL, Integer.toString(all.size()));
        JsonObject container = new JsonObject()
                .put("size", page.size())
                .put("totalSize", all.size())
                .put("offset", start);
        if (!page.isEmpty()) {
            // As in the original, an empty list is no list at all.
            container.put(name, new JsonArray(page));
        }
        PlexAnswers.container(ctx, container);
    }

    private static @Nullable String given(RoutingContext ctx, String name) {
        String header = ctx.request().getHeader(name);
        return header != null ? header : ctx.request().getParam(name);
    }

    private static int number(@Nullable String text, int otherwise) {
        return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
    }
}
