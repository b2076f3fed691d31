package io.medianest.youtube.ytdlp;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How yt-dlp is run. Nobody but the operator gives it options. */
@ConfigMapping(prefix = "medianest.youtube.yt-dlp")
public interface YtDlpConfig {

    /** The program, by its path or as the PATH has it. */
    @WithDefault("yt-dlp")
    String command();

    /** The folder of ffmpeg and ffprobe; those of the PATH unless it is given. */
    Optional<Path> ffmpegFolder();

    /** The JavaScript runtime, such as {@code node} or {@code deno:/opt/deno}; what yt-dlp finds unless it is given. */
    Optional<String> jsRuntime();

    /**
     * What yt-dlp may fetch of its own project for that runtime, such as {@code ejs:github}; nothing unless it is given.
     * It checks what it fetches against the sums that it was released with.
     */
    Optional<String> remoteComponents();

    /** Cookies of a signed-in browser, in Netscape's format, readable by their owner alone. */
    Optional<Path> cookiesFile();

    /** A proxy that all of YouTube is asked through. */
    Optional<URI> proxy();

    /** What it says it is; a current browser unless it is given. */
    Optional<String> userAgent();

    /** Certificates that are trusted in place of the system's, for a proxy that opens TLS. */
    Optional<Path> caFile();

    /** The longest wait for what is in a playlist. */
    @WithDefault("90s")
    Duration listTimeout();

    /** The longest time that a video may take. */
    @WithDefault("6h")
    Duration videoTimeout();

    /** The longest time in which nothing is heard of a video. */
    @WithDefault("10m")
    Duration silence();

    /** How long it may take to end by itself when it is cancelled. */
    @WithDefault("10s")
    Duration grace();

    /** The largest video. */
    @WithDefault("8G")
    MemorySize maxFileSize();

    /** The most memory of one process. */
    @WithDefault("2G")
    MemorySize maxMemory();

    /** The languages of subtitles that are kept beside a video, such as {@code en,de}. */
    Optional<List<String>> subtitles();

    /** Whether the thumbnail is kept beside a video. */
    @WithDefault("false")
    boolean thumbnail();

    /** Whether it runs where the service's secrets cannot be read, if the system allows that. */
    @WithDefault("true")
    boolean shield();

    /** Files and folders that it must not see either, beside the service's own secrets. */
    Optional<List<Path>> hidden();
}
