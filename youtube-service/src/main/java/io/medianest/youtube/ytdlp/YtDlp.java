package io.medianest.youtube.ytdlp;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.youtube.address.YouTubeAddress;
import io.medianest.youtube.file.MediaRoot;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * YouTube, asked by yt-dlp. Results come on the Vert.x context of whoever asks; the work is done on threads of its own.
 */
@ApplicationScoped
public class YtDlp {
    private final Tools tools;
    private final ToolCommand command;
    private final YtDlpConfig config;
    private final MediaRoot root;
    private final ObjectMapper json;

    YtDlp(Tools tools, ToolCommand command, YtDlpConfig config, MediaRoot root, ObjectMapper json) {
        this.tools = tools;
        this.command = command;
        this.config = config;
        this.root = root;
        this.json = json;
    }

    /**
     * What is in a playlist, or what one video is; fails with {@link YtDlpException} if that cannot be had.
     *
     * @param maxItems how many videos are listed at most
     */
    public Uni<Listing> list(YouTubeAddress address, int maxItems) {
        ListRun run = new ListRun(tools, command, config, root, json);
        return onOwnThread(() -> run.list(address, maxItems));
    }

    /**
     * Downloads one video, beginning as soon as the outcome is subscribed to.
     *
     * @param listener told how far it is, on another thread, about twice a second
     */
    public RunningDownload download(VideoOrder order, Consumer<DownloadProgress> listener) {
        VideoRun run = new VideoRun(tools, command, config, root, json);
        return new RunningDownload() {
            @Override
            public Uni<Outcome> outcome() {
                return onOwnThread(() -> run.download(order, listener));
            }

            @Override
            public void cancel() {
                run.cancel();
            }
        };
    }

    /** A thread of the system's: a process ends with the one that started it, and virtual ones change theirs. */
    private static <T> Uni<T> onOwnThread(Callable<T> work) {
        return Uni.createFrom().deferred(() -> {
            Context caller = Vertx.currentContext();
            Uni<T> done = Uni.createFrom()
                    .emitter(emitter -> Thread.ofPlatform()
                            .daemon()
                            .name("yt-dlp")
                            .start(() -> {
                                try {
                                    emitter.complete(work.call());
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                    emitter.fail(e);
                                } catch (Exception e) {
                                    emitter.fail(e);
                                }
                            }));
            return done.emitOn(back(caller));
        });
    }

    private static Executor back(@Nullable Context caller) {
        return caller == null ? Runnable::run : task -> caller.runOnContext(nothing -> task.run());
    }
}
