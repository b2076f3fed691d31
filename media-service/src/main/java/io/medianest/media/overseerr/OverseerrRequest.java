package io.medianest.media.overseerr;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A request as Overseerr has it.
 *
 * @param id its number there
 * @param status a number; see {@link #state}
 * @param type {@code movie} or {@code tv}
 * @param is4k whether it is for the 4K library; ours never are
 * @param media the title; absent within a title's details
 * @param seasons the seasons asked for; null or empty for a film
 * @param requestedBy for whom
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record OverseerrRequest(
        long id,
        int status,
        @Nullable String type,
        @JsonProperty("is4k") boolean is4k,
        @Nullable Media media,
        @Nullable List<Media.Season> seasons,
        @Nullable OverseerrUser requestedBy,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    /** What became of it; empty if Overseerr says something that is not known here. */
    public Optional<RequestState> state() {
        return RequestState.ofStatus(status);
    }

    /** Whether it still counts in Overseerr: neither declined nor failed. */
    public boolean isAlive() {
        return state().filter(state -> state == RequestState.PENDING || state == RequestState.APPROVED)
                .isPresent();
    }

    /** Whether somebody turned it down there. */
    public boolean isDeclined() {
        return state().filter(state -> state == RequestState.DECLINED).isPresent();
    }

    /** Whether Radarr or Sonarr did not take it; Overseerr counts such as asked for. */
    public boolean hasFailed() {
        return state().filter(state -> state == RequestState.FAILED).isPresent();
    }

    /** The numbers of the seasons asked for; empty for a film. */
    public Set<Integer> seasonNumbers() {
        Set<Integer> numbers = new TreeSet<>();
        if (seasons != null) {
            seasons.forEach(season -> numbers.add(season.seasonNumber()));
        }
        return numbers;
    }

    /** The same with its media, which a title's details do not repeat in each request. */
    public OverseerrRequest with(Media ofTitle) {
        return new OverseerrRequest(id, status, type, is4k, ofTitle, seasons, requestedBy, createdAt, updatedAt);
    }

    /** Its number as text, as we store it. */
    public String idText() {
        return Long.toString(id);
    }
}
