package io.medianest.gateway.support;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The exchange of the service that plays auth: it gives what it was told to give. */
final class ExchangeDesk {
    static final String PATH = "/internal/token-exchange";

    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    /** 200 with the token of the secret; 401 for an unknown one; 500 for one whose token is {@code broken}. */
    void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            JsonObject sent = body.toJsonObject();
            String secret = sent.getString("session", sent.getString("apiKey", "none"));
            asked.computeIfAbsent(secret, unseen -> new AtomicInteger()).incrementAndGet();
            String token = tokens.getOrDefault(secret, "");
            int status = token.isEmpty() ? 401 : token.equals("broken") ? 500 : 200;
            request.response()
                    .setStatusCode(status)
                    .end(new JsonObject()
                            .put("accessToken", token)
                            .put("expiresIn", 300)
                            .toBuffer());
        });
    }

    /** {@code exchange/<secret>}: POST sets its token, DELETE ends it, GET tells how often it was asked for. */
    void control(HttpServerRequest request, String[] words) {
        String secret = words[3];
        switch (request.method().name()) {
            case "POST" ->
                request.body().onSuccess(token -> {
                    tokens.put(secret, token.toString());
                    request.response().end();
                });
            case "DELETE" -> {
                tokens.remove(secret);
                request.response().end();
            }
            default ->
                request.response()
                        .end(Integer.toString(
                                asked.getOrDefault(secret, new AtomicInteger()).get()));
        }
    }
}
