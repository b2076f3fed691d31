package io.medianest.media.overseerr;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Overseerr's API, as far as it is needed here; Seerr speaks the same.
 *
 * <p>Every call fails with {@link OverseerrUnavailableException} if Overseerr cannot be asked right now, and with
 * {@link OverseerrRefusedException} if it answers anything but success.
 */
@ApplicationScoped
public class OverseerrClient {
    private static final TypeReference<Results> RESULTS = new TypeReference<>() {};
    private static final TypeReference<Details> DETAILS = new TypeReference<>() {};
    private static final TypeReference<OverseerrRequest> REQUEST = new TypeReference<>() {};
    private static final TypeReference<Listed<OverseerrRequest>> REQUESTS = new TypeReference<>() {};
    private static final TypeReference<Listed<OverseerrUser>> USERS = new TypeReference<>() {};
    private static final TypeReference<List<OverseerrUser>> USER_LIST = new TypeReference<>() {};

    private static final TypeReference<Version> VERSION = new TypeReference<>() {};
    private static final TypeReference<PublicSettings> PUBLIC_SETTINGS = new TypeReference<>() {};
    private static final TypeReference<Webhook> WEBHOOK = new TypeReference<>() {};
    /** Pending, approved, available, failed, declined and automatically approved. */
    private static final int ABOUT_REQUESTS = 222;

    private final OverseerrHttp http;
    private final OverseerrConfig config;
    private final ObjectMapper json;

    private record Version(@Nullable String version) {}

    /** Only Seerr has other media servers than Plex, and says which. */
    private record PublicSettings(@Nullable Integer mediaServerType) {}

    private record Webhook(boolean enabled, int types) {}

    /** A page of a list. */
    private record Listed<T>(@Nullable List<T> results) {
        List<T> items() {
            return results == null ? List.of() : results;
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record NewRequest(
            String mediaType,
            long mediaId,
            @Nullable Object seasons,
            @JsonProperty("is4k") boolean is4k) {}

    OverseerrClient(OverseerrHttp http, OverseerrConfig config, ObjectMapper json) {
        this.http = http;
        this.config = config;
        this.json = json;
    }

    /** Searches films, series, people and collections. */
    public Uni<Results> search(String query, int page) {
        String path = "/search?query=" + PercentEncoding.encode(query) + "&page=" + page;
        return http.ask(Call.get("search", path, config.readTimeout())).map(answer -> read(answer, RESULTS));
    }

    /** What many people watch these days. */
    public Uni<Results> trending(int page) {
        return http.ask(Call.get("trending", "/discover/trending?page=" + page, config.readTimeout()))
                .map(answer -> read(answer, RESULTS));
    }

    /** Films or series that many people like. */
    public Uni<Results> popular(MediaKind kind, int page) {
        String path = (kind == MediaKind.MOVIE ? "/discover/movies" : "/discover/tv") + "?page=" + page;
        return http.ask(Call.get("popular", path, config.readTimeout())).map(answer -> read(answer, RESULTS));
    }

    /** The details of a title, with its requests there; an unknown id is refused with status 500. */
    public Uni<Details> details(Title title) {
        return http.ask(Call.get("details", path(title), config.readTimeout())).map(answer -> read(answer, DETAILS));
    }

    /** As {@link #details}, but gives up early: somebody waits for something else. */
    public Uni<Details> detailsSoon(Title title) {
        return http.askOnce(Call.get("details", path(title), config.titleTimeout()))
                .map(answer -> read(answer, DETAILS));
    }

    /** A page of Overseerr's people. */
    public Uni<List<OverseerrUser>> users(int take, int skip) {
        return http.ask(Call.get("users", "/user?take=" + take + "&skip=" + skip, config.readTimeout()))
                .map(answer -> read(answer, USERS).items());
    }

    /** Makes Overseerr know a Plex account that may use the server; the answer lists whom it added. */
    public Uni<List<OverseerrUser>> importFromPlex(String plexId) {
        return http.change(Call.post(
                        "import", "/user/import-from-plex", Map.of("plexIds", List.of(plexId)), config.writeTimeout()))
                .map(answer -> read(answer, USER_LIST));
    }

    /** Succeeds if Overseerr accepts the key; the public status would not prove that. */
    public Uni<OverseerrUser> owner() {
        return http.ask(Call.get("owner", "/auth/me", config.readTimeout()))
                .map(answer -> read(answer, new TypeReference<OverseerrUser>() {}));
    }

    /** Which product it is. Its version is asked for briefly, because it asks a public site about that. */
    public Uni<About> about() {
        Uni<Optional<Version>> version = http.askOnce(Call.get("version", "/status", config.titleTimeout()))
                .map(answer -> Optional.of(read(answer, VERSION)))
                .onFailure()
                .recoverWithItem(Optional.empty());
        return http.ask(Call.get("about", "/settings/public", config.readTimeout()))
                .map(answer -> read(answer, PUBLIC_SETTINGS))
                .chain(settings -> version.map(known -> new About(
                        settings.mediaServerType() != null,
                        known.map(Version::version).orElse(null))));
    }

    /** Whether it is set to tell by webhook of requests. */
    public Uni<Boolean> tellsByWebhook() {
        return http.ask(Call.get("webhook", "/settings/notifications/webhook", config.readTimeout()))
                .map(answer -> read(answer, WEBHOOK))
                .map(webhook -> webhook.enabled() && (webhook.types() & ABOUT_REQUESTS) == ABOUT_REQUESTS);
    }

    /** When this instance last had an answer of any kind; empty if it never had. */
    public Optional<Instant> lastAnswer() {
        return http.lastAnswer();
    }

    /** A request there; empty if there is none of that number. */
    public Uni<Optional<OverseerrRequest>> request(String id) {
        return http.ask(Call.get("request", "/request/" + id, config.readTimeout()))
                .map(answer -> answer.status() == 404 ? Optional.empty() : Optional.of(read(answer, REQUEST)));
    }

    /** The requests that were changed last, newest change first. */
    public Uni<List<OverseerrRequest>> changedRequests(int take, int skip) {
        String path = "/request?filter=all&sort=modified&take=" + take + "&skip=" + skip;
        return http.ask(Call.get("changed-requests", path, config.readTimeout()))
                .map(answer -> read(answer, REQUESTS).items());
    }

    /**
     * Asks for a title on a person's behalf, so that the person's quota and permissions count.
     *
     * @param seasons for a series: the numbers, or {@code "all"}; null for a film
     * @return the new request; empty if Overseerr says that no season is left to ask for
     */
    public Uni<Optional<OverseerrRequest>> create(Title title, @Nullable Object seasons, int overseerrUser) {
        NewRequest body = new NewRequest(title.kind().wireName(), Long.parseLong(title.tmdbId()), seasons, false);
        return http.change(Call.post("create", "/request", body, config.writeTimeout())
                        .as(overseerrUser))
                .map(answer -> answer.status() == 202 ? Optional.empty() : Optional.of(read(answer, REQUEST)));
    }

    /** Approves a request that waits there, as the owner. */
    public Uni<OverseerrRequest> approve(String id) {
        return http.change(Call.post("approve", "/request/" + id + "/approve", null, config.writeTimeout()))
                .map(answer -> read(answer, REQUEST));
    }

    /** Has Overseerr hand a failed request to Radarr or Sonarr again. */
    public Uni<OverseerrRequest> retry(String id) {
        return http.change(Call.post("retry", "/request/" + id + "/retry", null, config.writeTimeout()))
                .map(answer -> read(answer, REQUEST));
    }

    private static String path(Title title) {
        return (title.kind() == MediaKind.MOVIE ? "/movie/" : "/tv/") + title.tmdbId();
    }

    private <T> T read(Answer answer, TypeReference<T> type) {
        if (!answer.isSuccess()) {
            throw new OverseerrRefusedException(answer.status(), answer.text("message", json));
        }
        return answer.as(type, json);
    }
}
