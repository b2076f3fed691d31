package io.medianest.media.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCacheTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path dir;

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void whatNobodyHasWantedForLongestGoesFirst() {
        ImageCache cache = cache(10);
        put(cache, "a", "1111");
        put(cache, "b", "2222");
        assertThat(get(cache, "a")).contains("1111");

        put(cache, "c", "3333");

        assertThat(get(cache, "b")).isEmpty();
        assertThat(get(cache, "a")).contains("1111");
        assertThat(get(cache, "c")).contains("3333");
        assertThat(cache.bytes()).isEqualTo(8);
        assertThat(dir).isDirectoryNotContaining("glob:**b");
    }

    @Test
    void anotherRunFindsWhatWasKeptAndNothingUnfinished() throws IOException {
        put(cache(10), "a", "1111");
        Files.writeString(dir.resolve("x.part"), "half");

        ImageCache next = cache(10);

        assertThat(get(next, "a")).contains("1111");
        assertThat(next.bytes()).isEqualTo(4);
        assertThat(dir.resolve("x.part")).doesNotExist();
    }

    @Test
    void aFileThatIsGoneIsFetchedAgain() throws IOException {
        ImageCache cache = cache(10);
        put(cache, "a", "1111");
        Files.delete(dir.resolve("a"));

        assertThat(get(cache, "a")).isEmpty();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void whatIsLargerThanAllIsNotKeptAndNoneNeedBe() {
        ImageCache small = cache(3);
        put(small, "a", "1111");
        ImageCache none = cache(0);
        put(none, "b", "1");

        assertThat(get(small, "a")).isEmpty();
        assertThat(get(none, "b")).isEmpty();
    }

    private ImageCache cache(long most) {
        return new ImageCache(vertx, new Settings(Optional.of(dir), most));
    }

    private static void put(ImageCache cache, String key, String picture) {
        cache.put(key, Buffer.buffer(picture)).await().atMost(PATIENCE);
    }

    private static Optional<String> get(ImageCache cache, String key) {
        return cache.get(key).await().atMost(PATIENCE).map(Buffer::toString);
    }

    private record Settings(Optional<Path> cacheDirectory, long cacheBytes) implements ImageConfig {
        @Override
        public URI tmdbUrl() {
            return URI.create("http://127.0.0.1:1");
        }

        @Override
        public Duration timeout() {
            return PATIENCE;
        }

        @Override
        public Duration connectTimeout() {
            return PATIENCE;
        }

        @Override
        public Duration breakerDelay() {
            return PATIENCE;
        }

        @Override
        public int maxBytes() {
            return 100;
        }
    }
}
