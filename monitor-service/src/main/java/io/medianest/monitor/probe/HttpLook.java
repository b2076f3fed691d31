package io.medianest.monitor.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.medianest.monitor.state.Finding;
import io.medianest.runtime.outbound.GuardedHttp;
import io.medianest.runtime.outbound.OutboundAnswer;
import io.medianest.runtime.outbound.OutboundCall;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The one way in which probes speak HTTP: bounded, and only to addresses that may be spoken to. */
@ApplicationScoped
class HttpLook {
    private static final int LONGEST_ANSWER = 4 * 1024 * 1024;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final GuardedHttp http;
    private final ObjectMapper json;

    HttpLook(GuardedHttp http, ObjectMapper json) {
        this.http = http;
        this.json = json;
    }

    /** Gets a page below the address of a service. */
    Uni<OutboundAnswer> get(Target target, String path, Map<String, String> headers) {
        return send(target, HttpMethod.GET, path, headers);
    }

    Uni<OutboundAnswer> send(Target target, HttpMethod method, String path, Map<String, String> headers) {
        if (target.url() == null) {
            return Uni.createFrom().failure(new IllegalStateException(target.name() + " has no address"));
        }
        return http.send(new OutboundCall(
                target.name(), method, target.url() + path, headers, null, target.timeout(), LONGEST_ANSWER));
    }

    /** The result, unless the service is up and refuses its key, or has none, for a page. */
    Uni<ProbeResult> takesKey(Target target, ProbeResult result, String path, String header) {
        if (result.finding() != Finding.UP) {
            return Uni.createFrom().item(result);
        }
        Map<String, String> headers = target.key() == null ? Map.of() : Map.of(header, target.key());
        return get(target, path, headers).map(answer -> answer.isSuccess() ? result : refused(answer));
    }

    /** What to say of a service that does not show a page which needs the key. */
    static ProbeResult refused(OutboundAnswer answer) {
        return ProbeResult.impaired(
                answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN
                        ? "It does not take the key."
                        : "It answers with the status " + answer.status() + ".");
    }

    /** An answer's body; a missing node if it is no JSON. */
    JsonNode parsed(OutboundAnswer answer) {
        try {
            return json.readTree(answer.text());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
