package io.medianest.media.image;

import java.util.UUID;

/** Where a picture is. */
sealed interface ImageSource {

    /** What distinguishes it from every other picture. */
    String name();

    /**
     * A poster or backdrop at TMDB, which everybody may see.
     *
     * @param path such as {@code /abc.jpg}
     */
    record Tmdb(String path) implements ImageSource {
        @Override
        public String name() {
            return "tmdb" + path;
        }
    }

    /**
     * Artwork of the Plex server, for somebody who sees the library.
     *
     * @param viewer for whom the link was made
     * @param library the key of the library
     * @param path such as {@code /library/metadata/7/thumb/1700000000}
     */
    record Plex(UUID viewer, String library, String path) implements ImageSource {
        @Override
        public String name() {
            return "plex" + path;
        }
    }
}
