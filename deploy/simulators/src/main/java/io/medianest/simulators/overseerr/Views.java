package io.medianest.simulators.overseerr;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Overseerr's JSON for users, media and requests. */
final class Views {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Store store;

    Views(Store store) {
        this.store = store;
    }

    static String avatar(OverseerrUser user) {
        return "https://plex.tv/users/" + user.id() + "/avatar";
    }

    /** A user; the e-mail address and the Plex id only in full. */
    JsonObject user(OverseerrUser user, boolean full) {
        JsonObject json = new JsonObject()
                .put("permissions", user.permissions())
                .put("id", user.id())
                .put("plexUsername", user.plexUsername())
                .put("username", user.username())
                .put("userType", user.plexId() == null ? 2 : 1)
                .put("avatar", avatar(user))
                .put("movieQuotaLimit", positive(user.movieQuota().limit()))
                .put("movieQuotaDays", positive(user.movieQuota().days()))
                .put("tvQuotaLimit", positive(user.tvQuota().limit()))
                .put("tvQuotaDays", positive(user.tvQuota().days()))
                .put("createdAt", time(user.createdAt()))
                .put("updatedAt", time(user.createdAt()))
                .put("requestCount", requestCount(user))
                .put("displayName", user.displayName());
        return full ? json.put("email", user.email()).put("plexId", user.plexId()) : json;
    }

    /** A request with its media and people. */
    JsonObject request(MediaRequest request) {
        return plain(request)
                .put("media", media(store.mediaOf(request)))
                .put("seasonCount", request.seasons().size());
    }

    /** Media as search results carry it: without requests. */
    JsonObject media(Media media) {
        JsonObject json = new JsonObject()
                .put("downloadStatus", new JsonArray())
                .put("downloadStatus4k", new JsonArray())
                .put("id", media.id())
                .put("mediaType", media.type())
                .put("tmdbId", media.tmdbId())
                .put("tvdbId", media.tvdbId())
                .put("imdbId", (String) null)
                .put("status", media.status())
                .put("status4k", media.status4k())
                .put("createdAt", time(media.createdAt()))
                .put("updatedAt", time(media.updatedAt()))
                .put("ratingKey", media.ratingKey())
                .put("seasons", seasons(media))
                .put("serviceUrl", serviceUrl(media));
        String ratingKey = media.ratingKey();
        return ratingKey == null
                ? json
                : json.put(
                        "mediaUrl",
                        "https://app.plex.tv/desktop#!/server/simulator/details?key=%2Flibrary%2Fmetadata%2F"
                                + ratingKey);
    }

    /** Media as the details of a title carry it: with its requests. */
    JsonObject mediaWithRequests(Media media) {
        JsonArray requests = new JsonArray();
        store.requestsFor(media).forEach(request -> requests.add(plain(request)));
        return media(media).put("requests", requests);
    }

    private static JsonArray seasons(Media media) {
        JsonArray seasons = new JsonArray();
        media.seasons()
                .forEach((number, status) -> seasons.add(new JsonObject()
                        .put("id", media.id() * 1000 + number)
                        .put("seasonNumber", number)
                        .put("status", status)
                        .put("status4k", MediaStatus.UNKNOWN)));
        return seasons;
    }

    private JsonObject plain(MediaRequest request) {
        JsonArray seasons = new JsonArray();
        request.seasons()
                .forEach(season -> seasons.add(new JsonObject()
                        .put("id", season.id())
                        .put("seasonNumber", season.seasonNumber())
                        .put("status", season.status())
                        .put("createdAt", time(request.createdAt()))
                        .put("updatedAt", time(request.updatedAt()))));
        return new JsonObject()
                .put("id", request.id())
                .put("status", request.status())
                .put("createdAt", time(request.createdAt()))
                .put("updatedAt", time(request.updatedAt()))
                .put("type", request.type())
                .put("is4k", request.is4k())
                .put("serverId", (Integer) null)
                .put("profileId", (Integer) null)
                .put("rootFolder", (String) null)
                .put("languageProfileId", (Integer) null)
                .put("tags", (JsonArray) null)
                .put("isAutoRequest", false)
                .put("seasons", seasons)
                .put("requestedBy", person(request.requestedBy()))
                .put("modifiedBy", person(request.modifiedBy()));
    }

    private @Nullable JsonObject person(@Nullable Integer id) {
        return id == null ? null : store.user(id).map(user -> user(user, true)).orElse(null);
    }

    private long requestCount(OverseerrUser user) {
        return store.requests().stream()
                .filter(request -> request.requestedBy() == user.id())
                .count();
    }

    private static String serviceUrl(Media media) {
        return media.type().equals("movie")
                ? "http://radarr.invalid/movie/" + media.tmdbId()
                : "http://sonarr.invalid/series/" + media.tmdbId();
    }

    private static @Nullable Integer positive(int number) {
        return number == 0 ? null : number;
    }

    private static String time(Instant instant) {
        // The original always writes milliseconds, Instant drops them when they are zero.
        return MILLIS.format(instant);
    }
}
