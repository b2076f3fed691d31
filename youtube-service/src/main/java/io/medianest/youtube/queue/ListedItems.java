package io.medianest.youtube.queue;

import io.medianest.events.youtube.DownloadItem;
import io.medianest.youtube.ytdlp.FailureKind;
import io.medianest.youtube.ytdlp.ListedVideo;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The videos of a playlist as they are noted: each once, in their order, numbered from 1.
 *
 * @param json their rows
 * @param unavailable those that the playlist itself says cannot be had
 */
record ListedItems(String json, List<Unavailable> unavailable) {
    private static final int MAX_TITLE = 500;

    /** A video that cannot be had. */
    record Unavailable(DownloadItem item, Reason reason) {}

    static ListedItems of(List<ListedVideo> videos) {
        Set<String> seen = new HashSet<>();
        JsonArray rows = new JsonArray();
        List<Unavailable> unavailable = new ArrayList<>();
        int position = 0;
        for (ListedVideo video : videos) {
            position++;
            if (seen.add(video.videoId())) {
                DownloadItem item = new DownloadItem(video.videoId(), position, shortened(video.title()));
                FailureKind kind = video.unavailable();
                Reason reason = kind == null ? null : Reason.of(kind, kind.sentence());
                rows.add(row(item, video.durationSeconds(), reason));
                if (reason != null) {
                    unavailable.add(new Unavailable(item, reason));
                }
            }
        }
        return new ListedItems(rows.encode(), List.copyOf(unavailable));
    }

    /** As much of a title as is kept; no pair of characters is cut apart, and none is left that PostgreSQL refuses. */
    static String shortened(String title) {
        String clean = title.replace("\u0000", "");
        return clean.codePointCount(0, clean.length()) <= MAX_TITLE
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, MAX_TITLE));
    }

    private static JsonObject row(DownloadItem item, @Nullable Integer seconds, @Nullable Reason reason) {
        JsonObject row = new JsonObject()
                .put("video_id", item.videoId())
                .put("position", item.position())
                .put("title", item.title())
                .put("duration_seconds", seconds);
        if (reason != null) {
            row.put("reason", reason.reason().wireName())
                    .put("kind", reason.kind())
                    .put("message", reason.message());
        }
        return row;
    }
}
