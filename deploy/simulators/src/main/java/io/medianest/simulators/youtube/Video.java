package io.medianest.simulators.youtube;

/**
 * A video.
 *
 * @param id eleven characters
 * @param title anything that people call their videos
 * @param seconds how long it is
 * @param trouble what is the matter with it
 */
public record Video(String id, String title, int seconds, Trouble trouble) {

    /** The same with that trouble. */
    Video with(Trouble other) {
        return new Video(id, title, seconds, other);
    }
}
