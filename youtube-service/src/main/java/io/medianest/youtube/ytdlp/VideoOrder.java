package io.medianest.youtube.ytdlp;

import io.medianest.youtube.address.Quality;
import java.nio.file.Path;

/**
 * What is to be downloaded.
 *
 * @param fileStem the name of the file without its ending
 * @param directory where it is to lie; absolute, within the folder of all videos
 * @param largest the most bytes that it may have, if that is less than the operator allows any video
 */
public record VideoOrder(String videoId, Quality quality, String fileStem, Path directory, long largest) {

    private static final long BESIDE = 16L * 1024 * 1024;

    /** A video that may be as large as the operator allows. */
    public VideoOrder(String videoId, Quality quality, String fileStem, Path directory) {
        this(videoId, quality, fileStem, directory, Long.MAX_VALUE);
    }

    /** The most bytes that it may have. */
    long largest(YtDlpConfig config) {
        return Math.min(largest, config.maxFileSize().asLongValue());
    }

    /** The most bytes of any file of its run: other files than the video need some, too. */
    long largestFile(YtDlpConfig config) {
        return Math.min(Math.max(largest, BESIDE), config.maxFileSize().asLongValue());
    }
}
