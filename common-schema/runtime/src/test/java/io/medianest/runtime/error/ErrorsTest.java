package io.medianest.runtime.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.events.error.ErrorLogged;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Errors errors = new Errors("test-service", registry);

    @Test
    void errorsOfOneCauseAreOneEntryWithACount() {
        for (int i = 0; i < 20_000; i++) {
            errors.report(request("/things/" + i, new IllegalStateException("number " + i)));
        }
        errors.report(request("/things/1", new IllegalArgumentException("other")));

        List<ErrorLogged> waiting = errors.drain();
        assertThat(waiting).extracting(ErrorLogged::count).containsExactly(20_000L, 1L);
        assertThat(waiting.getFirst().message()).isEqualTo("It broke: java.lang.IllegalStateException: number 0");
        assertThat(waiting.getFirst().stackTrace()).contains("ErrorsTest");
        assertThat(errors.drain()).isEmpty();
    }

    @Test
    void nothingSecretIsKept() {
        errors.report(request("/a?token=CANARY", new IllegalStateException("password=CANARY")));

        assertThat(errors.drain())
                .singleElement()
                .satisfies(error -> assertThat(error.toString()).doesNotContain("CANARY"));
    }

    @Test
    void whatFindsNoRoomIsCounted() {
        for (int i = 0; i < Errors.ROOM + 7; i++) {
            errors.report(new ErrorReport("CODE_" + i, null, "It broke", "GET", "/a", "/a", 500, null));
        }

        assertThat(errors.drain()).hasSize(Errors.ROOM);
        assertThat(registry.get("medianest.errors.dropped").counter().count()).isEqualTo(7);
        assertThat(registry.get("medianest.errors.reported").counter().count()).isEqualTo(Errors.ROOM + 7);
    }

    @Test
    void clientsErrorsFoldWhateverTheirNumbers() {
        for (int i = 0; i < 3; i++) {
            errors.reportOfClient(
                    new ErrorReport("CLIENT", null, "Failed after " + i + " s", "GET", "/a/" + i, null, null, null),
                    "at page.js?apiKey=CANARY",
                    Map.of("password", "CANARY", "page", "home"));
        }

        assertThat(errors.drain()).singleElement().satisfies(error -> {
            assertThat(error.count()).isEqualTo(3);
            assertThat(error.service()).isEqualTo("client");
            assertThat(error.toString()).doesNotContain("CANARY");
            assertThat(error.metadata()).containsEntry("page", "home");
        });
    }

    private static ErrorReport request(String path, Throwable failure) {
        return new ErrorReport("INTERNAL", failure, "It broke", "GET", path, "/things/{id}", 500, null);
    }
}
