package io.medianest.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The few calls of Overseerr's settings; Seerr answers alike. Failures say what helps, and never hold the key. */
final class OverseerrApi {
    private static final String WEBHOOK = "/settings/notifications/webhook";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final String apiKey;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /**
     * @param url its address without the API's path
     * @param apiKey its key in clear
     */
    OverseerrApi(String url, String apiKey) {
        this.url = url;
        this.apiKey = apiKey;
    }

    /** Proves the key: the public status would not. */
    void proveKey() {
        JsonNode owner = ok(send(request("/auth/me").GET()), "the key");
        if (!owner.path("id").isInt()) {
            throw notOverseerr();
        }
    }

    /** The webhook's settings as they are. */
    JsonNode webhook() {
        return ok(send(request(WEBHOOK).GET()), "the webhook's settings");
    }

    /** Sets the webhook. */
    void setWebhook(JsonNode settings) {
        ok(send(post(WEBHOOK, settings)), "the webhook's settings");
    }

    /** Has Overseerr send a test by those settings; answers whether it was taken where it is sent to. */
    boolean testWebhook(JsonNode settings) {
        int status = send(post(WEBHOOK + "/test", settings)).statusCode();
        return status >= 200 && status < 300;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .timeout(ANSWER)
                .header("Accept", "application/json")
                .header("X-Api-Key", apiKey);
    }

    private HttpRequest.Builder post(String path, JsonNode body) {
        return request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.toString()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new DatabaseException("Overseerr cannot be reached at %s.".formatted(url), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("Interrupted while asking Overseerr.", e);
        }
    }

    private JsonNode ok(HttpResponse<String> answer, String what) {
        JsonNode body = read(answer.body());
        if (answer.statusCode() >= 200 && answer.statusCode() < 300) {
            return body;
        }
        String message = body.path("message").asText("");
        if (message.contains("csrf")) {
            throw new DatabaseException(
                    "Overseerr's CSRF protection is on, which stops every change by API key, requests"
                            + " too: switch it off there (Settings, General), then run this again.");
        }
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            throw new DatabaseException("Overseerr refuses the API key: copy it from its settings (General), and set it"
                    + " with connect overseerr --url %s --api-key-file FILE.".formatted(url));
        }
        throw new DatabaseException("Overseerr answered %d when asked for %s: %s"
                .formatted(answer.statusCode(), what, message.isEmpty() ? "no reason given" : message));
    }

    private JsonNode read(String body) {
        try {
            return JSON.readTree(body.isBlank() ? "{}" : body);
        } catch (JsonProcessingException e) {
            throw notOverseerr();
        }
    }

    private DatabaseException notOverseerr() {
        return new DatabaseException(
                "What answers at %s is not Overseerr; set the address with connect overseerr --url URL."
                        .formatted(url));
    }
}
