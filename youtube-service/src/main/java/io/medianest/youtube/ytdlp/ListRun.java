package io.medianest.youtube.ytdlp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.youtube.address.YouTubeAddress;
import io.medianest.youtube.file.MediaRoot;
import io.medianest.youtube.ytdlp.ToolProcess.End;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One run that finds out what is in a playlist. */
final class ListRun {
    private static final Logger LOG = Logger.getLogger(ListRun.class);
    private static final String VIDEO_ID = "[0-9A-Za-z_-]{11}";
    private static final int LONGEST_TITLE = 500;

    private final Tools tools;
    private final ToolCommand command;
    private final YtDlpConfig config;
    private final MediaRoot root;
    private final ObjectMapper json;

    ListRun(Tools tools, ToolCommand command, YtDlpConfig config, MediaRoot root, ObjectMapper json) {
        this.tools = tools;
        this.command = command;
        this.config = config;
        this.root = root;
        this.json = json;
    }

    Listing list(YouTubeAddress address, int most) throws InterruptedException {
        Tools.Found tool = tools.found().orElseThrow(() -> failure(FailureKind.TOOL_BROKEN));
        List<String> out = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        try (RunFolder folder = RunFolder.make(root, config)) {
            // One more, to know whether there are more.
            List<String> options = Options.list(config, tool, address, most + 1, folder.cookies());
            ToolProcess process =
                    ToolProcess.start(command.prepare(config.command(), options, folder.path()), config.grace());
            End end = process.read(out::add, complaints::add, config.listTimeout(), config.listTimeout());
            if (end != End.BY_ITSELF) {
                throw failure(FailureKind.TIMED_OUT);
            }
            if (process.code() != 0 || out.isEmpty()) {
                String said = String.join(" ", complaints);
                LOG.infof("yt-dlp about %s: %s", address.url(), said);
                throw failure(Complaints.meaning(said).orElse(FailureKind.OTHER));
            }
            return listing(address, most, json.readTree(out.getLast()));
        } catch (JsonProcessingException e) {
            throw failure(FailureKind.OTHER);
        } catch (IOException e) {
            LOG.warnf("yt-dlp could not be run: %s", e.toString());
            tools.doubt();
            throw failure(Complaints.meaning(e.toString())
                    .filter(kind -> kind == FailureKind.DISK_FULL)
                    .orElse(FailureKind.TOOL_BROKEN));
        }
    }

    private static Listing listing(YouTubeAddress address, int most, JsonNode answer) {
        String title = title(answer);
        if (address instanceof YouTubeAddress.Video video) {
            ListedVideo only = new ListedVideo(video.id(), title, seconds(answer), null);
            return new Listing(video.id(), title, List.of(only), false);
        }
        List<ListedVideo> videos = new ArrayList<>();
        for (JsonNode entry : answer.path("entries")) {
            String id = entry.path("id").asText("");
            boolean known = videos.stream().anyMatch(video -> video.videoId().equals(id));
            if (id.matches(VIDEO_ID) && !known) {
                videos.add(new ListedVideo(id, title(entry), seconds(entry), unavailable(title(entry))));
            }
        }
        boolean truncated = videos.size() > most;
        return new Listing(address.id(), title, List.copyOf(truncated ? videos.subList(0, most) : videos), truncated);
    }

    private static @Nullable FailureKind unavailable(String title) {
        return switch (title) {
            case "[Private video]" -> FailureKind.PRIVATE;
            case "[Deleted video]", "[Unavailable video]" -> FailureKind.UNAVAILABLE;
            default -> null;
        };
    }

    private static String title(JsonNode node) {
        String title = node.path("title").asText("").strip();
        String known = title.isEmpty() ? node.path("id").asText("?") : title;
        return known.codePointCount(0, known.length()) <= LONGEST_TITLE
                ? known
                : known.substring(0, known.offsetByCodePoints(0, LONGEST_TITLE));
    }

    private static @Nullable Integer seconds(JsonNode node) {
        JsonNode duration = node.path("duration");
        return duration.isNumber() ? (Integer) duration.intValue() : null;
    }

    private static YtDlpException failure(FailureKind kind) {
        return new YtDlpException(kind, kind.sentence());
    }
}
