package io.medianest.gateway.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks the service that plays media what it saw, and tells it what to do. */
public final class ServiceLog {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private ServiceLog() {}

    /** {@code never seen}, {@code running}, {@code answered}, or {@code closed} if the connection ended before. */
    public static String state(String correlationId) {
        return control("state/" + correlationId);
    }

    /** Sends another event on a stream. */
    public static void emit(String correlationId) {
        control("emit/" + correlationId);
    }

    /** Sends more events on a stream than all buffers hold. */
    public static void flood(String correlationId) {
        control("flood/" + correlationId);
    }

    /** Says on a stream where it stands, without an event. */
    public static void move(String correlationId) {
        control("move/" + correlationId);
    }

    /** Ends a stream. */
    public static void end(String correlationId) {
        control("end/" + correlationId);
    }

    /** Makes the service well or ill. */
    public static void healthy(boolean up) {
        control("health/" + (up ? "up" : "down"));
    }

    private static String control(String command) {
        try {
            URI address = URI.create(System.getProperty(FakeServices.MEDIA) + "/control/" + command);
            return CLIENT.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
