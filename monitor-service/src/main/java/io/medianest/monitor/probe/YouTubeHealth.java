package io.medianest.monitor.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** What youtube-service tells of the tools and the disk that only it can see. */
@ApplicationScoped
class YouTubeHealth {
    private final HttpLook http;

    YouTubeHealth(HttpLook http) {
        this.http = http;
    }

    /** The data of one of its checks; missing if it does not tell. */
    Uni<JsonNode> data(Target target, String check) {
        return http.get(target, "", Map.of())
                .map(answer -> http.parsed(answer)
                        .path("checks")
                        .valueStream()
                        .filter(one -> one.path("name").asText().equals(check))
                        .findFirst()
                        .map(one -> one.path("data"))
                        .orElseGet(MissingNode::getInstance));
    }
}
