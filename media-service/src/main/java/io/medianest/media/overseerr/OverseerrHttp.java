package io.medianest.media.overseerr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.media.connection.OverseerrConnection;
import io.medianest.media.connection.OverseerrConnections;
import io.medianest.media.overseerr.OverseerrUnavailableException.Reason;
import io.medianest.runtime.outbound.Outbound;
import io.medianest.runtime.outbound.OutboundAnswer;
import io.medianest.runtime.outbound.OutboundCall;
import io.medianest.runtime.outbound.OutboundException;
import io.medianest.runtime.outbound.OutboundSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Carries calls to Overseerr with its key, and tells answers about the connection from those about what was asked. */
@ApplicationScoped
class OverseerrHttp {
    private static final String API = "/api/v1";
    private static final int CONNECTIONS = 8;

    private final OverseerrConnections connections;
    private final ObjectMapper json;
    private final WriteSlots slots;
    private final Outbound outbound;

    OverseerrHttp(
            Vertx vertx,
            OverseerrConnections connections,
            OverseerrConfig config,
            ObjectMapper json,
            MeterRegistry metrics,
            WriteSlots slots) {
        this.connections = connections;
        this.json = json;
        this.slots = slots;
        outbound = new Outbound(
                vertx,
                metrics,
                new OutboundSettings(
                        "overseerr",
                        "medianest.media.overseerr.calls",
                        CONNECTIONS,
                        config.connectTimeout(),
                        config.breakerDelay(),
                        config.longestPatience(),
                        // Its own 500 is an answer: that it does not know a title, or cannot do what was asked.
                        status -> status >= 502 && status <= 504),
                connections.addresses());
    }

    /** Asks; tried up to three times while Overseerr is in trouble. */
    Uni<Answer> ask(Call call) {
        return sent(call, outbound::ask);
    }

    /** Asks once, for somebody who is waiting. */
    Uni<Answer> askOnce(Call call) {
        return sent(call, outbound::once);
    }

    /** Changes something; never repeated by itself, and never more than two at a time over all instances. */
    Uni<Answer> change(Call call) {
        return slots.within(() -> sent(call, outbound::once));
    }

    /** When this instance last had an answer; empty if it never had. */
    Optional<Instant> lastAnswer() {
        return outbound.lastAnswer();
    }

    private Uni<Answer> sent(Call call, Function<OutboundCall, Uni<OutboundAnswer>> way) {
        return Uni.createFrom().deferred(() -> {
            OverseerrConnection connection = connections
                    .current()
                    .orElseThrow(() -> new OverseerrUnavailableException(Reason.NOT_CONFIGURED, false));
            return way.apply(outgoing(call, connection))
                    .onFailure(OutboundException.class)
                    .transform(failure -> unavailable(failure))
                    .map(answer -> new Answer(answer.status(), answer.text()))
                    .invoke(this::checkConnection);
        });
    }

    private OutboundCall outgoing(Call call, OverseerrConnection connection) {
        OutboundCall outgoing = OutboundCall.of(
                        call.operation(), call.method(), connection.baseUrl() + API + call.path(), call.timeout())
                .header("Accept", "application/json")
                .header("X-Api-Key", connection.apiKey());
        if (call.asUser() != null) {
            outgoing = outgoing.header("X-API-User", call.asUser().toString());
        }
        return call.method().equals(HttpMethod.GET) ? outgoing : outgoing.json(body(call));
    }

    private String body(Call call) {
        try {
            return call.body() == null ? "" : json.writeValueAsString(call.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The body of " + call.operation() + " could not be written", e);
        }
    }

    private static OverseerrUnavailableException unavailable(OutboundException failure) {
        Reason reason = switch (failure.reason()) {
            case UNREACHABLE -> Reason.UNREACHABLE;
            case TIMEOUT -> Reason.TIMEOUT;
            case TROUBLED, ASKED_TO_WAIT -> Reason.OVERLOADED;
            case RESTING -> Reason.RESTING;
            case TOO_LONG -> Reason.NOT_OVERSEERR;
        };
        return new OverseerrUnavailableException(reason, failure.mayHaveTakenEffect());
    }

    private void checkConnection(Answer answer) {
        if (answer.status() != 403 && answer.status() != 401) {
            return;
        }
        String message = answer.text("message", json);
        if (message.contains("csrf")) {
            throw new OverseerrUnavailableException(Reason.CSRF_PROTECTION, false);
        }
        // The guard before the API answers {status, error}; the API itself always gives a message.
        if (message.isEmpty()) {
            throw new OverseerrUnavailableException(Reason.KEY_REFUSED, false);
        }
    }
}
