package io.medianest.monitor.alert;

import io.medianest.runtime.address.RefusedAddressException;
import io.medianest.runtime.outbound.GuardedHttp;
import io.medianest.runtime.outbound.OutboundAnswer;
import io.medianest.runtime.outbound.OutboundCall;
import io.medianest.runtime.outbound.OutboundException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Posts alerts to addresses that may be spoken to, and says in words what came of it. */
@ApplicationScoped
class HttpPost {
    private static final int LONGEST_ANSWER = 1024 * 1024;
    /** Of what the other side finds wrong with a call, these pass. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final GuardedHttp http;
    private final AlertConfig config;

    HttpPost(GuardedHttp http, AlertConfig config) {
        this.http = http;
        this.config = config;
    }

    /** Posts JSON; never fails. */
    Uni<Outcome> send(AlertKind kind, String url, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        all.put("User-Agent", "MediaNest");
        return http.send(new OutboundCall(
                        "alert-" + kind.word(),
                        HttpMethod.POST,
                        url,
                        all,
                        Buffer.buffer(body),
                        config.timeout(),
                        LONGEST_ANSWER))
                .map(HttpPost::judged)
                .onFailure(RefusedAddressException.class)
                .recoverWithItem(HttpPost::refused)
                .onFailure(OutboundException.class)
                .recoverWithItem(this::words);
    }

    private static Outcome judged(OutboundAnswer answer) {
        int status = answer.status();
        if (answer.isSuccess()) {
            return Outcome.SENT;
        }
        if (status >= 300 && status < 400) {
            return Outcome.never("It answers with the status " + status + ", a redirect, which is not followed.");
        }
        String trouble = "It answers with the status " + status + ".";
        return status >= 500 || PASSING.contains(status) ? Outcome.later(trouble) : Outcome.never(trouble);
    }

    private static Outcome refused(RefusedAddressException failure) {
        return failure.reason() == RefusedAddressException.Reason.UNKNOWN_HOST
                ? Outcome.later(failure.words())
                : Outcome.never(failure.words());
    }

    private Outcome words(OutboundException failure) {
        return switch (failure.reason()) {
            case TIMEOUT ->
                Outcome.later("It does not answer within " + config.timeout().toSeconds() + " seconds.");
            case TOO_LONG -> Outcome.later("Its answer is too long.");
            default -> Outcome.later("Nothing answers under this address.");
        };
    }
}
