package io.medianest.monitor.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.medianest.runtime.outbound.OutboundAnswer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Any web page or API: its status, and a text that has to be in it. */
@ApplicationScoped
class WebProbe implements Probe {
    private final HttpLook http;

    WebProbe(HttpLook http) {
        this.http = http;
    }

    @Override
    public Uni<ProbeResult> look(Target target) {
        JsonNode settings = target.settings();
        String header = settings.path("keyHeader").asText("Authorization");
        Map<String, String> headers = target.key() == null ? Map.of() : Map.of(header, target.key());
        HttpMethod method = HttpMethod.valueOf(settings.path("method").asText("GET"));
        return http.send(target, method, "", headers).map(answer -> judged(settings, answer));
    }

    private static ProbeResult judged(JsonNode settings, OutboundAnswer answer) {
        JsonNode expected = settings.path("expectedStatus");
        boolean asExpected = answer.status() >= 200 && answer.status() < 400;
        if (expected.isArray() && !expected.isEmpty()) {
            asExpected = expected.valueStream().anyMatch(status -> status.asInt() == answer.status());
        }
        if (!asExpected) {
            return ProbeResult.down("It answers with the status " + answer.status() + ".");
        }
        return answer.text().contains(settings.path("bodyContains").asText(""))
                ? ProbeResult.up()
                : ProbeResult.down("Its answer does not contain what it should.");
    }
}
