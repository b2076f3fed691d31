package io.medianest.media.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.runtime.security.SecretsConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageLinksTest {
    private static final String THUMB = "/library/metadata/7/thumb/1700000000";

    @TempDir
    Path dir;

    private ImageLinks links;

    @BeforeEach
    void create() throws IOException {
        links = new ImageLinks(secrets("a pepper of at least 32 bytes...."));
    }

    @Test
    void aLinkLeadsBackToItsPicture() {
        UUID mia = UUID.randomUUID();

        assertThat(links.read(token(links.tmdb("/abc_D-9.jpg")))).contains(new ImageSource.Tmdb("/abc_D-9.jpg"));
        assertThat(links.read(token(links.plex(mia, "12", THUMB)))).contains(new ImageSource.Plex(mia, "12", THUMB));
        assertThat(links.read(token(links.plex(mia, "1", "/library/collections/9/composite/5?width=400"))))
                .contains(new ImageSource.Plex(mia, "1", "/library/collections/9/composite/5"));
        assertThat(links.tmdb("/abc.jpg")).isEqualTo(links.tmdb("/abc.jpg")).startsWith("/api/v1/images/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc.jpg",
                "//evil.example/abc.jpg",
                "/../abc.jpg",
                "/abc.svg",
                "/a/b.jpg",
                "/abc.jpg?x=1",
                "/abc.jpg#",
                "https://evil.example/abc.jpg",
                "/abc.jpg\n",
                "/%2e%2e/abc.jpg"
            })
    void noOtherPathOfTmdbGetsALink(String path) {
        assertThat(links.tmdb(path)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/library/metadata/7",
                "/library/metadata/7/thumb/../../../identity",
                "/library/sections/1/all",
                "/photo/:/transcode?url=http://169.254.169.254/",
                "http://evil.example/library/metadata/7/thumb/1",
                "/library/metadata/7/thumb/1&url=http://evil.example",
                "/library/metadata/x/thumb/1"
            })
    void noOtherPathOfPlexGetsALink(String path) {
        assertThat(links.plex(UUID.randomUUID(), "1", path)).isNull();
    }

    @Test
    void whoeverChangesALinkGetsNothing() throws IOException {
        String token = token(links.plex(UUID.randomUUID(), "1", THUMB));
        for (int i = 0; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(links.read(token.substring(0, i) + other + token.substring(i + 1)))
                    .isEmpty();
        }
        for (String none : new String[] {"", "x", "=", "A".repeat(600), "AAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
            assertThat(links.read(none)).isEmpty();
        }
        ImageLinks ofAnotherHouse = new ImageLinks(secrets("another pepper of at least 32 bytes"));
        assertThat(ofAnotherHouse.read(token)).isEmpty();
    }

    private static String token(String link) {
        return link.substring(link.lastIndexOf('/') + 1);
    }

    private SecretsConfig secrets(String pepper) throws IOException {
        Path file = dir.resolve(UUID.randomUUID().toString());
        Files.writeString(file, Base64.getEncoder().encodeToString(pepper.getBytes(StandardCharsets.US_ASCII)));
        return new Secrets(file);
    }

    private record Secrets(Path pepperFile) implements SecretsConfig {
        @Override
        public Optional<Path> authKeysetFile() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> connectionsKeysetFile() {
            return Optional.empty();
        }
    }
}
