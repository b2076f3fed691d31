package io.medianest.gateway.support;

import io.medianest.encryption.SecureTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * A cookie or an API key that the service that plays auth knows.
 *
 * @param secret as the client sends it
 */
public record Exchanged(String secret) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** A new cookie, good for that token. */
    public static Exchanged cookie(String token) {
        return new Exchanged(SecureTokens.create()).goodFor(token);
    }

    /** A new API key, good for that token. */
    public static Exchanged key(String token) {
        return new Exchanged("mn_" + SecureTokens.create()).goodFor(token);
    }

    /** From now on it is exchanged for that token. */
    public Exchanged goodFor(String token) {
        control("POST", token);
        return this;
    }

    /** From now on it is refused. */
    public void end() {
        control("DELETE", "");
    }

    /** From now on auth-service fails over it. */
    public void breakDown() {
        control("POST", "broken");
    }

    /** How often the gateway has asked for its token. */
    public int asked() {
        return Integer.parseInt(control("GET", ""));
    }

    private String control(String method, String body) {
        URI address = URI.create(System.getProperty(FakeServices.AUTH) + "/control/exchange/" + secret);
        HttpRequest request = HttpRequest.newBuilder(address)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
