package io.medianest.local.demo;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Calls MediaNest's public API as any client does. */
public final class PortalClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;

    private final URI gateway;

    /** @param gateway where the gateway is */
    public PortalClient(URI gateway) {
        this.gateway = gateway;
    }

    /**
     * Makes something, unless it is there already.
     *
     * @param path below {@code /api/v1}
     * @param accessToken of who makes it
     * @throws StartException if the portal refuses
     */
    void create(String path, Optional<String> accessToken, Map<String, ?> body) {
        HttpResponse<String> answer = post(path, accessToken, body);
        if (answer.statusCode() != CREATED && answer.statusCode() != CONFLICT) {
            throw refused(path, answer);
        }
    }

    /**
     * Signs somebody in.
     *
     * @return the access token
     * @throws StartException if the portal refuses
     */
    String signIn(String email, String password) {
        String path = "/auth/login";
        HttpResponse<String> answer = post(path, Optional.empty(), Map.of("email", email, "password", password));
        if (answer.statusCode() != OK) {
            throw refused(path, answer);
        }
        return read(answer.body()).path("accessToken").asText();
    }

    private HttpResponse<String> post(String path, Optional<String> accessToken, Map<String, ?> body) {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + "/api/v1" + path))
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
            accessToken.ifPresent(token -> request.header("Authorization", "Bearer " + token));
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StartException("The gateway at %s does not answer.".formatted(gateway), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("The start was interrupted.", e);
        }
    }

    /** Says what the portal said, which holds no passwords. */
    private static StartException refused(String path, HttpResponse<String> answer) {
        return new StartException("The demo's users cannot be made: %s answered %d %s"
                .formatted(
                        path,
                        answer.statusCode(),
                        read(answer.body()).path("detail").asText()));
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new StartException("The gateway answers something that is not JSON.", e);
        }
    }
}
