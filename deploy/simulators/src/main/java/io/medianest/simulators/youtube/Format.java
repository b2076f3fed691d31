package io.medianest.simulators.youtube;

import java.util.List;

/**
 * In which forms a video is offered.
 *
 * @param itag YouTube's number of the form
 * @param mimeType as the player is told
 * @param width 0 for sound
 */
record Format(int itag, String mimeType, int width, int height) {
    static final List<Format> ALL = List.of(
            new Format(137, "video/mp4; codecs=\"avc1.640028\"", 1920, 1080),
            new Format(136, "video/mp4; codecs=\"avc1.4d401f\"", 1280, 720),
            new Format(140, "audio/mp4; codecs=\"mp4a.40.2\"", 0, 0));

    boolean isSound() {
        return width == 0;
    }

    /** The form of that number. */
    static Format of(int itag) {
        return ALL.stream().filter(format -> format.itag() == itag).findFirst().orElseThrow();
    }
}
