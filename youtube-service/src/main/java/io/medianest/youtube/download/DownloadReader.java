package io.medianest.youtube.download;

import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.Paging;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.Role;
import io.medianest.youtube.progress.ProgressBoard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Downloads as people see them: what the database knows, and how far those are that run. */
@ApplicationScoped
class DownloadReader {
    private final DownloadQueries queries;
    private final ProgressBoard board;
    private final Paging paging;

    DownloadReader(DownloadQueries queries, ProgressBoard board, Paging paging) {
        this.queries = queries;
        this.board = board;
        this.paging = paging;
    }

    /** One download; 404 if it is not there for the caller. */
    Uni<DownloadView> one(Caller caller, UUID id) {
        return board.all()
                .chain(running -> queries.byId(id, owner(caller), running))
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("download")));
    }

    /** A page of those that the caller may see, newest first. */
    Uni<Page<DownloadView>> page(Caller caller, DownloadListParameters asked) {
        DownloadFilter filter = DownloadFilter.of(caller, asked);
        var request = paging.request(filter.name(), asked.limit(), asked.cursor());
        return board.all().chain(running -> queries.page(filter, request, running));
    }

    /** A page of a download's videos, in the playlist's order; 404 if the download is not there for the caller. */
    Uni<Page<VideoView>> items(Caller caller, UUID id, @Nullable String limit, @Nullable String cursor) {
        var request = paging.textRequest("youtube-download-items|" + id, limit, cursor);
        return board.all()
                .chain(running -> queries.items(id, owner(caller), request, running))
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("download")));
    }

    /** Whose downloads the caller sees: one's own, or null for everybody's. */
    private static @Nullable UUID owner(Caller caller) {
        return caller.has(Role.MODERATOR) ? null : caller.userId();
    }
}
