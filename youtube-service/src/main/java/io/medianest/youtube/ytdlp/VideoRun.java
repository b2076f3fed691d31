package io.medianest.youtube.ytdlp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.youtube.file.MediaRoot;
import io.medianest.youtube.ytdlp.DownloadProgress.Phase;
import io.medianest.youtube.ytdlp.ToolProcess.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One run that downloads one video. That it ends well says nothing: only a file that is there does. */
final class VideoRun {
    private static final Logger LOG = Logger.getLogger(VideoRun.class);
    private static final int KEPT_LINES = 200;
    /** Why there may be no file although nothing failed. */
    private static final List<String> ASIDE = List.of("does not pass filter", "larger than max-filesize");

    private final Tools tools;
    private final ToolCommand command;
    private final YtDlpConfig config;
    private final MediaRoot root;
    private final ObjectMapper json;
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private volatile @Nullable ToolProcess process;
    private volatile @Nullable JsonNode done;
    private volatile boolean cancelled;

    VideoRun(Tools tools, ToolCommand command, YtDlpConfig config, MediaRoot root, ObjectMapper json) {
        this.tools = tools;
        this.command = command;
        this.config = config;
        this.root = root;
        this.json = json;
    }

    void cancel() {
        cancelled = true;
        ToolProcess running = process;
        if (running != null) {
            running.cancel();
        }
    }

    Outcome download(VideoOrder order, Consumer<DownloadProgress> listener) throws InterruptedException {
        Tools.Found tool = tools.found().orElse(null);
        if (tool == null) {
            return failed(FailureKind.TOOL_BROKEN);
        }
        try (RunFolder folder = RunFolder.make(root, config)) {
            Path parts = Files.createDirectories(root.inside(
                    Path.of(".parts", order.videoId() + "-" + order.quality().wireName())));
            Files.createDirectories(root.inside(order.directory()));
            List<String> options = Options.download(config, tool, order, parts, folder.cookies());
            Outcome outcome =
                    run(command.prepare(config.command(), options, folder.path(), order.largestFile(config)), listener);
            if (outcome instanceof Outcome.Done) {
                Folders.delete(parts);
            }
            return forWantOfRoom(outcome, order);
        } catch (IOException e) {
            LOG.warnf("yt-dlp could not be run: %s", e.toString());
            tools.doubt();
            return failed(Complaints.meaning(e.toString())
                    .filter(kind -> kind == FailureKind.DISK_FULL)
                    .orElse(FailureKind.TOOL_BROKEN));
        }
    }

    private Outcome run(ProcessBuilder builder, Consumer<DownloadProgress> listener)
            throws IOException, InterruptedException {
        ToolProcess started = ToolProcess.start(builder, config.grace());
        process = started;
        if (cancelled) {
            started.cancel();
        }
        Consumer<String> lines = line -> hear(line, listener);
        End end = started.read(lines, lines, config.videoTimeout(), config.silence());
        return outcome(end, started.code());
    }

    /** What anybody else might have is too large only for whoever wants it. */
    private Outcome forWantOfRoom(Outcome outcome, VideoOrder order) {
        return outcome instanceof Outcome.Failed(FailureKind kind, String message)
                        && kind == FailureKind.TOO_LARGE
                        && order.largest() < config.maxFileSize().asLongValue()
                ? failed(FailureKind.QUOTA)
                : outcome;
    }

    private void hear(String line, Consumer<DownloadProgress> listener) {
        if (line.startsWith(Options.PROGRESS)) {
            JsonNode progress = read(line.substring(Options.PROGRESS.length()));
            if (progress != null) {
                listener.accept(progress(progress));
            }
        } else if (line.startsWith(Options.AFTERWARDS)) {
            listener.accept(new DownloadProgress(0, null, null, null, Phase.MERGING));
        } else if (line.startsWith(Options.DONE)) {
            done = read(line.substring(Options.DONE.length()));
        } else if (said.size() < KEPT_LINES) {
            complaint(line).ifPresent(said::add);
        }
    }

    /** Without what yt-dlp tells of its work: titles stand there, and could be taken for complaints. */
    private static Optional<String> complaint(String line) {
        return line.startsWith("[") ? ASIDE.stream().filter(line::contains).findFirst() : Optional.of(line);
    }

    private static DownloadProgress progress(JsonNode node) {
        JsonNode total =
                node.path("total_bytes").isNumber() ? node.path("total_bytes") : node.path("total_bytes_estimate");
        JsonNode speed = node.path("speed");
        JsonNode eta = node.path("eta");
        return new DownloadProgress(
                node.path("downloaded_bytes").asLong(),
                total.isNumber() ? (Long) total.longValue() : null,
                speed.isNumber() ? (Double) speed.doubleValue() : null,
                eta.isNumber() ? (Integer) eta.intValue() : null,
                Phase.DOWNLOADING);
    }

    private @Nullable JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            // A field that yt-dlp does not know is printed as NA.
            return null;
        }
    }

    private Outcome outcome(End end, int code) throws IOException {
        JsonNode evidence = done;
        Path file = evidence == null ? null : file(evidence);
        if (evidence != null && file != null) {
            return new Outcome.Done(
                    file,
                    Files.size(file),
                    number(evidence, "width"),
                    number(evidence, "height"),
                    number(evidence, "duration"),
                    evidence.path("title").asText(""));
        }
        String text = String.join("\n", said);
        if (end == End.CANCELLED || cancelled) {
            return new Outcome.Cancelled();
        }
        LOG.infof("yt-dlp ended with %d and without a file: %s", code, text);
        return end == End.TOO_LONG
                ? failed(FailureKind.TIMED_OUT)
                : failed(Complaints.meaning(text).orElse(FailureKind.OTHER));
    }

    /** The file that is named, if it is there and lies where it should. */
    private @Nullable Path file(JsonNode evidence) throws IOException {
        String named = evidence.path("filepath").asText("");
        if (named.isEmpty()) {
            return null;
        }
        try {
            Path file = root.inside(Path.of(named));
            return Files.isRegularFile(file) && Files.size(file) > 0 ? file : null;
        } catch (IllegalArgumentException elsewhere) {
            LOG.errorf("yt-dlp names a file outside of the folder of all videos: %s", named);
            return null;
        }
    }

    private static @Nullable Integer number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNumber() ? (Integer) (int) Math.round(value.doubleValue()) : null;
    }

    private static Outcome failed(FailureKind kind) {
        return new Outcome.Failed(kind, kind.sentence());
    }
}
