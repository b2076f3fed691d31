package io.medianest.auth.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The address of the exchange. It stands outside the API, so that the gateway has no route to it and the document does not
 * show it; and it answers nothing that the gateway has passed on for somebody, should a route ever lead here.
 */
@ApplicationScoped
class ExchangeRoute {
    private static final String PATH = "/internal/token-exchange";
    private static final long MAX_BODY = 2_048;
    /** The gateway says of every request that it passes on whose it is; of its own calls it has nothing to say. */
    private static final String PASSED_ON = "X-Forwarded-For";

    private final TokenExchange exchange;
    private final Problems problems;
    private final ObjectMapper json;

    ExchangeRoute(TokenExchange exchange, Problems problems, ObjectMapper json) {
        this.exchange = exchange;
        this.problems = problems;
        this.json = json;
    }

    void register(@Observes Router router) {
        router.post(PATH)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
                .handler(this::handle);
    }

    private void handle(RoutingContext context) {
        if (context.request().headers().contains(PASSED_ON)) {
            problems.end(context, problems.ofStatus(404));
            return;
        }
        Uni.createFrom()
                .deferred(() -> exchange.exchange(read(context.body().buffer())))
                .map(this::write)
                .subscribe()
                .with(
                        answer -> context.response()
                                .putHeader("Content-Type", "application/json")
                                .putHeader("Cache-Control", "no-store")
                                .end(answer),
                        failure -> problems.end(context, problems.of(failure, 500)));
    }

    private ExchangeRequest read(@Nullable Buffer body) {
        if (body == null) {
            throw ProblemException.invalid("body", "is missing");
        }
        try {
            return json.readValue(body.getBytes(), ExchangeRequest.class);
        } catch (IOException e) {
            // Without the cause, whose message quotes the body.
            throw ProblemException.invalid("body", "must be the JSON of an exchange");
        }
    }

    private Buffer write(ExchangeAnswer answer) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer could not be written as JSON", e);
        }
    }
}
