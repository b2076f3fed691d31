package io.medianest.plex;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.plex.PlexContainer.Envelope;
import io.medianest.runtime.outbound.OutboundAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The household's Plex Media Server, asked as its owner. Every call fails with {@link PlexUnavailableException} if there
 * is no answer of Plex's.
 */
@ApplicationScoped
public class PlexServer {
    /** It becomes part of addresses. */
    private static final String IDENTIFIER = "[A-Za-z0-9-]{1,100}";

    private final PlexHttp http;
    private final ObjectMapper json;

    /** What a list of a library holds, by Plex's numbers. */
    public enum Kind {
        /** Films. */
        MOVIES(1),
        /** Series. */
        SHOWS(2),
        /** The seasons of all series. */
        SEASONS(3);

        private final int type;

        Kind(int type) {
            this.type = type;
        }
    }

    /** In which order a list comes. */
    public enum Order {
        /** The latest change first. */
        CHANGED("updatedAt:desc"),
        /** What came last first. */
        NEWEST("addedAt:desc"),
        /** An order that no change changes. */
        STEADY("id:asc");

        private final String sort;

        Order(String sort) {
            this.sort = sort;
        }
    }

    PlexServer(PlexHttp http, ObjectMapper json) {
        this.http = http;
        this.json = json;
    }

    /** What the server calls itself, for ever. */
    public Uni<String> machineIdentifier() {
        return ask("identity", "/identity").map(container -> {
            String identifier = container.machineIdentifier();
            if (identifier == null || !identifier.matches(IDENTIFIER)) {
                throw PlexUnavailableException.nonsense("who it is");
            }
            return identifier;
        });
    }

    /** All libraries, of whatever they are. */
    public Uni<List<PlexSection>> sections() {
        return ask("sections", "/library/sections").map(PlexContainer::sections);
    }

    /** A page of what is in a library, with ids elsewhere. */
    public Uni<PlexPage> items(String section, Kind kind, Order order, int start, int size) {
        return page(
                "items",
                "/library/sections/" + section + "/all?includeGuids=1&type=" + kind.type + "&sort="
                        + order.sort.replace(":", "%3A"),
                start,
                size);
    }

    /**
     * Has a library look for new and vanished files; answers when that has begun.
     *
     * @param folder as the server sees it; null for all of the library
     */
    public Uni<Void> scan(String section, @Nullable String folder) {
        String path = "/library/sections/" + section + "/refresh";
        return http.askServer("scan", folder == null ? path : path + "?path=" + PlexHttp.encoded(folder))
                .invoke(answer -> {
                    if (!answer.isSuccess()) {
                        throw PlexUnavailableException.nonsense("to a scan");
                    }
                })
                .replaceWithVoid();
    }

    /** A page of a library's collections. */
    public Uni<PlexPage> collections(String section, int start, int size) {
        return page("collections", "/library/sections/" + section + "/collections?", start, size);
    }

    /** A page of what is in a collection, in its order. */
    public Uni<PlexPage> collectionItems(long ratingKey, int start, int size) {
        return page("collection-items", "/library/collections/" + ratingKey + "/items?", start, size);
    }

    /**
     * A picture, made small by the server.
     *
     * @param path of the artwork, such as {@code /library/metadata/7/thumb/1700000000}
     * @param width in pixels; it is at most half as high again
     * @return the answer, whatever its status; at most 8 MiB
     */
    public Uni<OutboundAnswer> picture(String path, int width) {
        return http.picture("/photo/:/transcode?width=" + width + "&height=" + width * 3 / 2
                + "&minSize=1&upscale=0&url=" + path.replace("/", "%2F"));
    }

    private Uni<PlexPage> page(String operation, String path, int start, int size) {
        return ask(operation, path + "&X-Plex-Container-Start=" + start + "&X-Plex-Container-Size=" + size)
                .map(PlexContainer::page);
    }

    private Uni<PlexContainer> ask(String operation, String path) {
        return http.askServer(operation, path).map(answer -> {
            if (!answer.isSuccess()) {
                throw PlexUnavailableException.nonsense(operation);
            }
            return read(answer);
        });
    }

    /**
     * What an answer holds.
     *
     * @throws PlexUnavailableException if it is none of Plex's
     */
    PlexContainer read(OutboundAnswer answer) {
        try {
            Envelope envelope = json.readValue(answer.text(), Envelope.class);
            PlexContainer container = envelope == null ? null : envelope.container();
            if (container == null) {
                throw PlexUnavailableException.nonsense("in its usual form");
            }
            return container;
        } catch (JsonProcessingException e) {
            throw PlexUnavailableException.nonsense("in JSON");
        }
    }
}
