package io.medianest.youtube.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.youtube.support.YouTubeTest;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@YouTubeTest
class ProgressBoardTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    ProgressBoard board;

    @Inject
    RedisAPI redis;

    private final UUID download = UUID.randomUUID();

    @BeforeEach
    void nothingRuns() {
        redis.del(List.of("youtube:progress")).await().atMost(PATIENCE);
    }

    @Test
    void whatIsToldCanBeSeenUntilItHasEnded() {
        Progress half = progress("aaaaaaaaaaa", 50, "downloading");
        tell(half);
        tell(progress("bbbbbbbbbbb", 10, "downloading"));
        assertThat(seen()).contains(half).hasSize(2);

        board.ended(download, "bbbbbbbbbbb").await().atMost(PATIENCE);
        assertThat(seen()).containsExactly(half);
    }

    @Test
    void itIsWrittenSeldomHoweverOftenItIsTold() {
        Progress first = progress("aaaaaaaaaaa", 1, "downloading");
        tell(first);
        for (int bytes = 2; bytes < 50; bytes++) {
            tell(progress("aaaaaaaaaaa", bytes, "downloading"));
        }
        assertThat(seen())
                .hasSize(1)
                .allSatisfy(shown -> assertThat(shown.downloadedBytes()).isLessThan(49));

        Progress merging = progress("aaaaaaaaaaa", 100, "merging");
        tell(merging);
        assertThat(seen()).as("another phase is told at once").containsExactly(merging);
    }

    @Test
    void whatIsNotReadableIsLeftOut() {
        redis.hset(List.of("youtube:progress", "x/y", "{\"at\":\"never\"}", "x/z", "nonsense"))
                .await()
                .atMost(PATIENCE);
        Progress own = progress("aaaaaaaaaaa", 1, "downloading");
        tell(own);
        assertThat(seen()).containsExactly(own);
    }

    private void tell(Progress progress) {
        board.publish(progress).await().atMost(PATIENCE);
    }

    private List<Progress> seen() {
        return board.all().await().atMost(PATIENCE);
    }

    private Progress progress(String video, long bytes, String phase) {
        return new Progress(download, video, bytes, 100L, 1000.0, 3, phase);
    }
}
