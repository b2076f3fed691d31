package io.medianest.testing.authorisation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Calls every operation of a service as everybody, and holds the answers against a table. An operation without an entry
 * fails, and so does an entry without an operation: whoever adds one decides who may call it.
 *
 * <pre>{@code
 * # operation   scope         nobody user other moderator admin suspended key keyWithoutScope
 * getMe         profile:read  401    200  200   200       200   401       200 403
 * }</pre>
 */
public final class AccessMatrix {
    private static final Object NOT_TAKEN = Map.of("unknown", 1);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Operation> operations;
    private final List<Entry> entries;

    private AccessMatrix(List<Operation> operations, List<Entry> entries) {
        this.operations = operations;
        this.entries = entries;
    }

    /**
     * Reads a matrix.
     *
     * @param document the service's OpenAPI document as JSON
     * @param table as the class shows it
     */
    public static AccessMatrix of(URL document, String table) {
        return new AccessMatrix(Operation.of(document), Entry.read(table));
    }

    /** A test for each operation, and one that the table has them all. */
    public Stream<DynamicTest> tests(Cast cast) {
        Stream<DynamicTest> calls = operations.stream()
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> check(operation, cast)));
        return Stream.concat(Stream.of(DynamicTest.dynamicTest("no entry without operation", this::isWhole)), calls);
    }

    private void isWhole() {
        assertThat(entries)
                .extracting(Entry::operationId)
                .containsExactlyInAnyOrderElementsOf(
                        operations.stream().map(Operation::id).toList());
    }

    private void check(Operation operation, Cast cast) {
        List<Entry> found = entries.stream()
                .filter(entry -> entry.operationId().equals(operation.id()))
                .toList();
        assertThat(found)
                .as("Who may call %s? Add its entry to the table.", operation)
                .hasSize(1);
        Entry entry = found.getFirst();
        assertThat(operation.scope()).as("the scope in the document").isEqualTo(entry.scope());
        Map<Column, Integer> answered = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            answered.put(column, status(column, operation, cast));
        }
        assertThat(answered).as(operation.toString()).isEqualTo(entry.statuses());
    }

    private static int status(Column column, Operation operation, Cast cast) {
        URI address = URI.create(RestAssured.baseURI + ":" + RestAssured.port + cast.path(operation));
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Content-Type", "application/json");
        if (column != Column.NOBODY) {
            request.header("Authorization", "Bearer " + cast.token(column, operation));
        }
        request.method(
                operation.method().toUpperCase(Locale.ROOT),
                operation.hasBody()
                        ? BodyPublishers.ofString(json(cast.body(operation).orElse(NOT_TAKEN)))
                        : BodyPublishers.noBody());
        return status(request.build());
    }

    /** Without waiting for the end of the answer: some are streams. */
    private static int status(HttpRequest request) {
        try {
            HttpResponse<InputStream> answer = CLIENT.send(request, BodyHandlers.ofInputStream());
            answer.body().close();
            return answer.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
