package io.medianest.auth.plex;

import io.medianest.auth.user.PlexProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * plex.tv's API, as far as it is needed to sign in. Every call fails with 503 {@code PLEX_UNAVAILABLE} while Plex cannot
 * be asked.
 */
@ApplicationScoped
class PlexTv {
    /** What people see on Plex's page. */
    static final String PRODUCT = "MediaNest";

    private static final Duration LONGEST_PIN = Duration.ofMinutes(30);

    private final PlexHttp http;
    private final PlexConfig config;

    PlexTv(PlexHttp http, PlexConfig config) {
        this.http = http;
        this.config = config;
    }

    /**
     * A PIN as plex.tv gives it.
     *
     * @param id what plex.tv calls it
     * @param code what names it on Plex's page
     * @param lifetime how long it can be approved
     */
    record NewPin(long id, String code, Duration lifetime) {}

    /** How a PIN stands. */
    sealed interface PinState {
        /** Nobody has approved it yet. */
        record Waiting() implements PinState {}

        /** plex.tv does not know it any more. */
        record Gone() implements PinState {}

        /**
         * Somebody has approved it.
         *
         * @param token whoever that was
         */
        record Approved(String token) implements PinState {
            /** Shows no token, wherever this is printed. */
            @Override
            public String toString() {
                return "Approved[]";
            }
        }
    }

    /** Asks for a PIN. */
    Uni<NewPin> createPin() {
        return read(http.ask("create-pin", HttpMethod.POST, "/api/v2/pins?strong=true", null), answer -> {
            JsonObject pin = expectSuccess(answer).object();
            Long id = pin.getLong("id");
            String code = pin.getString("code");
            if (id == null || code == null || code.isEmpty()) {
                throw PlexProblems.nonsense();
            }
            Duration lifetime = Duration.ofSeconds(pin.getLong("expiresIn", LONGEST_PIN.toSeconds()));
            return new NewPin(id, code, lifetime.compareTo(LONGEST_PIN) > 0 ? LONGEST_PIN : lifetime);
        });
    }

    /** The page on which the PIN is approved. */
    String authUrl(String code, UUID clientIdentifier) {
        String url = config.authUrl() + "#?clientID=" + clientIdentifier + "&code=" + encode(code)
                + "&context%5Bdevice%5D%5Bproduct%5D=" + PRODUCT;
        return config.forwardUrl()
                .map(forward -> url + "&forwardUrl=" + encode(forward.toString()))
                .orElse(url);
    }

    /** How a PIN stands; ask at most once a second. */
    Uni<PinState> poll(long pinId) {
        return read(http.ask("poll-pin", HttpMethod.GET, "/api/v2/pins/" + pinId, null), answer -> {
            if (answer.status() == 404) {
                return new PinState.Gone();
            }
            String token = expectSuccess(answer).object().getString("authToken");
            return token == null || token.isEmpty() ? new PinState.Waiting() : new PinState.Approved(token);
        });
    }

    /** Whose token it is; empty if it is nobody's any more. */
    Uni<Optional<PlexProfile>> profile(String token) {
        return read(http.ask("user", HttpMethod.GET, "/api/v2/user", token), answer -> {
            if (answer.status() == 401) {
                return Optional.empty();
            }
            JsonObject user = expectSuccess(answer).object();
            Object id = user.getValue("id");
            if (id == null) {
                throw PlexProblems.nonsense();
            }
            return Optional.of(PlexProfile.of(
                    id.toString(), user.getString("username"), user.getString("email"), user.getString("thumb")));
        });
    }

    /** Whether whose token it is can reach a server. */
    Uni<PlexAccess> access(String token, String machineIdentifier) {
        String path = "/api/v2/resources?includeHttps=1&includeRelay=1";
        return read(http.ask("resources", HttpMethod.GET, path, token), answer -> {
            if (answer.status() == 401) {
                return PlexAccess.TOKEN_REJECTED;
            }
            boolean listed = expectSuccess(answer).list().stream()
                    .filter(JsonObject.class::isInstance)
                    .map(JsonObject.class::cast)
                    .anyMatch(resource -> isServer(resource, machineIdentifier));
            return listed ? PlexAccess.GRANTED : PlexAccess.NONE;
        });
    }

    /** Members of another type than Plex gives are no answer of Plex's. */
    private static <T> Uni<T> read(Uni<PlexAnswer> answer, Function<PlexAnswer, T> reader) {
        return answer.map(reader).onFailure(ClassCastException.class).transform(failure -> PlexProblems.nonsense());
    }

    private static boolean isServer(JsonObject resource, String machineIdentifier) {
        return List.of(resource.getString("provides", "").split(",")).contains("server")
                && machineIdentifier.equals(resource.getString("clientIdentifier"));
    }

    private static PlexAnswer expectSuccess(PlexAnswer answer) {
        if (!answer.isSuccess()) {
            throw PlexProblems.nonsense();
        }
        return answer;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
