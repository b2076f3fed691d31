package io.medianest.youtube.ytdlp;

import io.medianest.youtube.address.Quality;
import io.medianest.youtube.address.YouTubeAddress;
import io.medianest.youtube.ytdlp.Tools.Found;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of yt-dlp. Whatever comes from outside stands behind {@code --}, or within the value of an option. */
final class Options {
    /** What a line of progress begins with. */
    static final String PROGRESS = "@P ";
    /** What a line of what is done afterwards begins with. */
    static final String AFTERWARDS = "@PP ";
    /** What the line begins with that says that the file is there. */
    static final String DONE = "@DONE ";

    private final YtDlpConfig config;
    private final Found tool;
    private final List<String> options = new ArrayList<>();

    private Options(YtDlpConfig config, Found tool) {
        this.config = config;
        this.tool = tool;
    }

    /**
     * What is in a playlist, or what one video is.
     *
     * @param most how many videos are listed at most
     * @param cookies a copy of the cookies; null for none
     */
    static List<String> list(YtDlpConfig config, Found tool, YouTubeAddress address, int most, @Nullable Path cookies) {
        Options list = new Options(config, tool).common(cookies);
        if (address instanceof YouTubeAddress.Playlist) {
            list.add("--ies", "youtube:tab,youtube:playlist", "--flat-playlist", "-I", "1:" + most);
        } else {
            list.add("--ies", "youtube", "--no-playlist", "--skip-download");
        }
        list.add("-J", "--", address.url());
        return List.copyOf(list.options);
    }

    /**
     * One video.
     *
     * @param parts where it lies until it is complete
     * @param cookies a copy of the cookies; null for none
     */
    static List<String> download(YtDlpConfig config, Found tool, VideoOrder order, Path parts, @Nullable Path cookies) {
        Options video = new Options(config, tool).common(cookies);
        video.add("--ies", "youtube", "--no-playlist", "--no-exec", "--newline", "--progress");
        if (tool.knows("--progress-delta")) {
            video.add("--progress-delta", "0.5");
        }
        if (tool.knows("--no-quiet")) {
            // Else --print silences what is said of live and of too large videos.
            video.add("--no-quiet");
        }
        String progress = "%(progress.{status,downloaded_bytes,total_bytes,total_bytes_estimate,speed,eta})j";
        video.add("--progress-template", "download:" + PROGRESS + progress);
        video.add("--progress-template", "postprocess:" + AFTERWARDS + "%(progress.{postprocessor,status})j");
        video.add("--print", "after_move:" + DONE + "%(.{id,title,duration,filepath,width,height})j");
        video.add("--no-simulate", "--abort-on-error", "--continue", "--no-mtime");
        video.add("--match-filters", "!is_live & live_status!=?is_upcoming");
        video.add("--max-filesize", Long.toString(order.largest(config)));
        video.add("-S", sorting(order.quality()), "--merge-output-format", "mp4", "--embed-metadata");
        config.subtitles()
                .ifPresent(languages ->
                        video.add("--write-subs", "--sub-langs", String.join(",", languages), "--convert-subs", "srt"));
        if (config.thumbnail()) {
            video.add("--write-thumbnail", "--convert-thumbnails", "jpg");
        }
        video.add("-P", "home:" + order.directory(), "-P", "temp:" + parts);
        video.add("-o", order.fileStem().replace("%", "%%") + ".%(ext)s");
        video.add("--", new YouTubeAddress.Video(order.videoId()).url());
        return List.copyOf(video.options);
    }

    /** Pictures and sound that every Plex client plays, as high as is wanted. */
    private static String sorting(Quality quality) {
        String codecs = "+codec:avc1:m4a";
        return switch (quality) {
            case P720 -> "res:720," + codecs;
            case P1080 -> "res:1080," + codecs;
            case BEST -> "res," + codecs;
        };
    }

    private Options common(@Nullable Path cookies) {
        add("--ignore-config", "--no-cache-dir", "--no-update", "--no-warnings", "--color", "never");
        if (tool.knows("--no-plugin-dirs")) {
            add("--no-plugin-dirs");
        }
        add("--socket-timeout", "30", "--retries", "3", "--fragment-retries", "3");
        config.ffmpegFolder().ifPresent(folder -> add("--ffmpeg-location", folder.toString()));
        if (tool.knows("--js-runtimes")) {
            config.jsRuntime().ifPresent(runtime -> add("--js-runtimes", runtime));
        }
        if (tool.knows("--remote-components")) {
            config.remoteComponents().ifPresent(components -> add("--remote-components", components));
        }
        config.proxy().ifPresent(proxy -> add("--proxy", proxy.toString()));
        config.userAgent().ifPresent(agent -> add("--user-agent", agent));
        if (config.caFile().isPresent()) {
            add("--compat-options", "no-certifi");
        }
        if (cookies != null) {
            add("--cookies", cookies.toString());
        }
        return this;
    }

    private void add(String... more) {
        options.addAll(List.of(more));
    }
}
