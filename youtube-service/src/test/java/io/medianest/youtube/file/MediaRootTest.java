package io.medianest.youtube.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySize;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaRootTest {
    @TempDir
    Path folder;

    private MediaRoot root;

    @BeforeEach
    void open() {
        root = at(folder.resolve("videos"));
    }

    @Test
    void whatLiesInsideMayBeUsed() {
        assertThat(root.inside(Path.of("List/1.mp4"))).isEqualTo(root.path().resolve("List/1.mp4"));
        assertThat(root.inside(root.path().resolve("a/../b")))
                .isEqualTo(root.path().resolve("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../x", "a/../../x", "", ".", "/etc/passwd", "../videos-of-others/x"})
    void whatLiesElsewhereMayNot(String place) {
        assertThatThrownBy(() -> root.inside(Path.of(place))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLinkDoesNotLeadOut() throws IOException {
        Files.createSymbolicLink(root.path().resolve("link"), folder);

        assertThatThrownBy(() -> root.inside(Path.of("link/x"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> at(file)).hasMessageContaining("medianest.youtube.root");
    }

    private static MediaRoot at(Path path) {
        return new MediaRoot(null, new MediaRootConfig() {
            @Override
            public Path root() {
                return path;
            }

            @Override
            public MemorySize leastFree() {
                return new MemorySize(BigInteger.ZERO);
            }
        });
    }
}
