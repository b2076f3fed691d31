package io.medianest.plex;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.runtime.outbound.OutboundAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * plex.tv, asked as the server's owner. Every call fails with {@link PlexUnavailableException} if there is no answer of
 * plex.tv's.
 */
@ApplicationScoped
public class PlexTv {
    private static final String JSON = "application/json";

    private final PlexHttp http;
    private final ObjectMapper json;

    PlexTv(PlexHttp http, ObjectMapper json) {
        this.http = http;
        this.json = json;
    }

    /** The Plex id of the owner, whose token is configured. */
    public Uni<String> ownerId() {
        return http.askPlexTv("owner", "/api/v2/user", JSON).map(answer -> {
            String id = text(answer);
            if (id.isEmpty()) {
                throw PlexUnavailableException.nonsense("who owns the server");
            }
            return id;
        });
    }

    /** With whom which libraries of the server are shared; the owner is not among them. */
    public Uni<List<PlexShare>> shares(String machineIdentifier) {
        return http.askPlexTv("shares", "/api/servers/" + machineIdentifier + "/shared_servers", "application/xml")
                .map(answer -> {
                    if (!answer.isSuccess()) {
                        throw PlexUnavailableException.nonsense("with whom it is shared");
                    }
                    return SharedServers.read(answer.text());
                });
    }

    private String text(OutboundAnswer answer) {
        try {
            return answer.isSuccess() ? json.readTree(answer.text()).path("id").asText("") : "";
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
