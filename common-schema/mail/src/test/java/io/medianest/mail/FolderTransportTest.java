package io.medianest.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTransportTest {

    @Test
    void keepsTheNewestForTheirOwnerOnly(@TempDir Path parent) throws Exception {
        Path folder = parent.resolve("mail");
        Vertx vertx = Vertx.vertx();
        try {
            for (int second = 0; second < 4; second++) {
                Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:0%dZ".formatted(second)), ZoneOffset.UTC);
                new FolderTransport(folder, 2, vertx, clock)
                        .send(
                                UUID.randomUUID(),
                                new OutgoingMail(List.of("ada@example.org"), "Mail " + second, "Grüße"))
                        .await()
                        .atMost(Duration.ofSeconds(10));
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }

        try (Stream<Path> files = Files.list(folder)) {
            List<Path> kept = files.sorted().toList();
            assertThat(kept).hasSize(2);
            assertThat(kept.getFirst())
                    .content()
                    .contains(
                            "To: ada@example.org",
                            "Subject: Mail 2",
                            "Date: Thu, 1 Jan 2026 00:00:02 GMT",
                            "\n\nGrüße");
            assertThat(kept.getLast()).content().contains("Mail 3");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getFirst())))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }
}
