package io.medianest.plex;

import io.medianest.runtime.outbound.OutboundAnswer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The collections of the household's Plex Media Server, changed as its owner. Every call fails with
 * {@link PlexUnavailableException} if there is no answer of Plex's, or it refuses the change.
 */
@ApplicationScoped
public class PlexCollections {
    private static final int NOT_FOUND = 404;
    /** Keeps addresses short. */
    private static final int AT_A_TIME = 100;
    /** Items stay as they are arranged. */
    private static final int ARRANGED = 2;

    private final PlexHttp http;
    private final PlexServer server;

    PlexCollections(PlexHttp http, PlexServer server) {
        this.http = http;
        this.server = server;
    }

    /** Whether there is this collection. */
    public Uni<Boolean> exists(long collection) {
        return http.askServer("collection", "/library/collections/" + collection)
                .map(answer -> {
                    if (answer.status() != NOT_FOUND) {
                        succeeded(answer, "about a collection");
                    }
                    return answer.isSuccess();
                });
    }

    /**
     * Makes a collection of films, even if there is one of this title, and keeps it as it is arranged.
     *
     * @param machine what the server calls itself
     * @param items rating keys, of the library's, at least one; the first hundred become its first items
     * @return its rating key
     */
    public Uni<Long> create(String machine, String section, String title, List<Long> items) {
        String query = "?type=1&smart=0&sectionId=" + section + "&title=" + PlexHttp.encoded(title) + "&uri="
                + items(machine, items.subList(0, Math.min(AT_A_TIME, items.size())));
        return http.tellServer("create-collection", HttpMethod.POST, "/library/collections" + query)
                .map(answer -> {
                    succeeded(answer, "to a new collection");
                    return server.read(answer).page().items().stream()
                            .flatMap(item -> item.key().stream())
                            .findFirst()
                            .orElseThrow(() -> PlexUnavailableException.nonsense("to a new collection"));
                })
                .call(this::keepArranged);
    }

    /** Has Plex show the items as they are arranged, not by title or year. */
    public Uni<Void> keepArranged(long collection) {
        return tell(
                "sort-collection",
                HttpMethod.PUT,
                "/library/metadata/" + collection + "/prefs?collectionSort=" + ARRANGED);
    }

    /** Puts items behind those that are there; those that are there already stay where they are. */
    public Uni<Void> add(String machine, long collection, List<Long> items) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (int from = 0; from < items.size(); from += AT_A_TIME) {
            List<Long> some = items.subList(from, Math.min(from + AT_A_TIME, items.size()));
            String path = "/library/collections/" + collection + "/items?uri=" + items(machine, some);
            done = done.chain(() -> tell("add-to-collection", HttpMethod.PUT, path));
        }
        return done;
    }

    /**
     * Moves an item.
     *
     * @param after behind which one; null to make it the first
     */
    public Uni<Void> move(long collection, long item, @Nullable Long after) {
        String path = "/library/collections/" + collection + "/items/" + item + "/move";
        return tell("move-in-collection", HttpMethod.PUT, after == null ? path : path + "?after=" + after);
    }

    /** Takes an item out of a collection, if both are there. */
    public Uni<Void> remove(long collection, long item) {
        return away("remove-from-collection", "/library/collections/" + collection + "/items/" + item);
    }

    /** Deletes a collection, if it is there, without its items. */
    public Uni<Void> delete(long collection) {
        return away("delete-collection", "/library/collections/" + collection);
    }

    private Uni<Void> away(String operation, String path) {
        return http.tellServer(operation, HttpMethod.DELETE, path)
                .invoke(answer -> {
                    if (answer.status() != NOT_FOUND) {
                        succeeded(answer, "to " + operation);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> tell(String operation, HttpMethod method, String path) {
        return http.tellServer(operation, method, path)
                .invoke(answer -> succeeded(answer, "to " + operation))
                .replaceWithVoid();
    }

    private static void succeeded(OutboundAnswer answer, String what) {
        if (!answer.isSuccess()) {
            throw PlexUnavailableException.nonsense(what);
        }
    }

    private static String items(String machine, List<Long> keys) {
        return PlexHttp.encoded("server://" + machine + "/com.plexapp.plugins.library/library/metadata/"
                + keys.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
}
