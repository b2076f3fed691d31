package io.medianest.simulators.overseerr;

import io.medianest.simulators.overseerr.Delivery.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Posts one notification, once. */
final class WebhookSender {

    private static final long TIMEOUT_MILLIS = 10_000;

    private final HttpClient client;

    WebhookSender(Vertx vertx) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(2_000));
    }

    /** Completes with what became of it; never fails. */
    Future<Delivery> send(WebhookSettings target, Notification notification) {
        JsonObject payload;
        try {
            payload = WebhookTemplate.render(target.jsonPayload(), notification);
        } catch (DecodeException e) {
            return Future.succeededFuture(delivery(notification, null, Outcome.FAILED, null, e.getMessage()));
        }
        return post(target, payload)
                .map(status -> delivery(notification, payload, Outcome.SENT, status, null))
                .otherwise(e -> delivery(notification, payload, Outcome.FAILED, null, String.valueOf(e.getMessage())));
    }

    static @Nullable Integer requestId(Notification notification) {
        MediaRequest request = notification.request();
        return request == null ? null : request.id();
    }

    private Future<Integer> post(WebhookSettings target, JsonObject payload) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setTimeout(TIMEOUT_MILLIS)
                .putHeader("Content-Type", "application/json");
        String authHeader = target.authHeader();
        if (authHeader != null) {
            options.putHeader("Authorization", authHeader);
        }
        try {
            options.setAbsoluteURI(target.webhookUrl());
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
        return client.request(options)
                .compose(request -> request.send(payload.toBuffer()))
                .compose(response -> response.end().map(done -> response.statusCode()));
    }

    private static Delivery delivery(
            Notification notification,
            @Nullable JsonObject payload,
            Outcome outcome,
            @Nullable Integer status,
            @Nullable String error) {
        return new Delivery(notification.type(), requestId(notification), payload, outcome, status, error);
    }
}
