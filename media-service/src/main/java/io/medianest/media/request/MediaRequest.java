package io.medianest.media.request;

import io.medianest.events.media.RequestedMedia;
import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.annotations.UuidGenerator.Style;
import org.jspecify.annotations.Nullable;

/**
 * One person's request for a film or for seasons of a series, and the rules of its life. Changed by {@link #apply}
 * only. Columns of the submission queue that its worker moves are not mapped; only what has changed is written.
 */
@Entity
@Table(name = "media_requests")
@DynamicUpdate
class MediaRequest {
    @Id
    @UuidGenerator(style = Style.VERSION_7)
    private UUID id;

    @Version
    private long version;

    @Column(name = "user_id", updatable = false)
    private @Nullable UUID userId;

    @Column(name = "media_type", updatable = false)
    private String mediaType;

    @Column(name = "tmdb_id", updatable = false)
    private String tmdbId;

    private String title;

    @Column(name = "title_verified")
    private boolean titleVerified;

    @Column(name = "year")
    private @Nullable Integer year;

    @Column(name = "poster_path")
    private @Nullable String posterPath;

    @Column(name = "all_seasons", updatable = false)
    private boolean allSeasons;

    @ElementCollection
    @CollectionTable(name = "media_request_seasons", joinColumns = @JoinColumn(name = "request_id"))
    @MapKeyColumn(name = "season_number")
    @Column(name = "status")
    @Enumerated(EnumType.STRING)
    private Map<Integer, MediaRequestStatus> seasons = new TreeMap<>();

    @Enumerated(EnumType.STRING)
    private MediaRequestStatus status;

    @Column(name = "failure_reason")
    @Enumerated(EnumType.STRING)
    private @Nullable FailureReason failureReason;

    @Column(name = "decision_note")
    private @Nullable String decisionNote;

    @Column(name = "decided_by")
    private @Nullable UUID decidedBy;

    @Column(name = "decided_at")
    private @Nullable Instant decidedAt;

    @Embedded
    private Submission submission = new Submission();

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "completed_at")
    private @Nullable Instant completedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
    MediaRequest() {}

    /**
     * A pending request.
     *
     * @param seasons the seasons asked for; empty for a film, or while "all" is not expanded
     * @param allSeasons whether it is for all seasons of a series
     */
    MediaRequest(UUID userId, Title what, KnownTitle known, Collection<Integer> seasons, boolean allSeasons) {
        this();
        this.userId = userId;
        mediaType = what.kind().wireName();
        tmdbId = what.tmdbId();
        title = known.title();
        titleVerified = known.verified();
        year = known.year();
        posterPath = known.posterPath();
        seasons.forEach(number -> this.seasons.put(number, MediaRequestStatus.PENDING));
        this.allSeasons = allSeasons;
        status = MediaRequestStatus.PENDING;
        createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        updatedAt = createdAt;
    }

    /**
     * Takes a step.
     *
     * @param by who or what caused it
     * @throws InvalidTransitionException if it is not possible from here; nothing has changed then
     */
    void apply(Change change, Actor by) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        switch (change) {
            case Change.Approve yes -> approve(yes, status == MediaRequestStatus.PENDING, yes.note(), by, now);
            case Change.Retry retry -> approve(retry, failureReason == FailureReason.ERROR, null, by, now);
            case Change.Decline decline -> {
                fail(decline, FailureReason.DECLINED, status == MediaRequestStatus.PENDING, decline.note());
                decide(by, now);
            }
            case Change.Cancel cancel ->
                fail(cancel, FailureReason.CANCELLED, status == MediaRequestStatus.PENDING, null);
            case Change.Fail fail -> fail(fail, fail.reason(), status != MediaRequestStatus.PENDING, fail.note());
            case Change.Taken taken -> take(taken, now);
            case Change.Watchable watchable -> watch(watchable, now);
            case Change.Complete complete -> complete(complete, now);
            case Change.Archive archive -> become(MediaRequestStatus.ARCHIVED, archive, true);
        }
        updatedAt = now;
    }

    private void approve(Change change, boolean allowed, @Nullable String note, Actor by, Instant now) {
        become(MediaRequestStatus.APPROVED, change, allowed);
        failureReason = null;
        decisionNote = note;
        decide(by, now);
        submission.enqueue(now);
    }

    private void decide(Actor by, Instant now) {
        decidedBy = by.userId();
        decidedAt = now;
    }

    private void fail(Change change, FailureReason reason, boolean allowed, @Nullable String note) {
        become(MediaRequestStatus.FAILED, change, allowed);
        failureReason = reason;
        decisionNote = note;
        submission.abandon();
    }

    private void take(Change.Taken taken, Instant now) {
        become(MediaRequestStatus.PROCESSING, taken, true);
        submission.taken(taken.overseerrId(), now);
    }

    private void watch(Change.Watchable watchable, Instant now) {
        Set<Integer> more = news(watchable.seasons());
        boolean addsSeasons = status == MediaRequestStatus.AVAILABLE && !more.isEmpty();
        if (!addsSeasons) {
            become(MediaRequestStatus.AVAILABLE, watchable, !isSeries() || !more.isEmpty());
        }
        more.forEach(number -> seasons.put(number, MediaRequestStatus.AVAILABLE));
        if (watchableSeasons().size() == seasons.size()) {
            completedAt = now;
        }
    }

    private void complete(Change change, Instant now) {
        become(MediaRequestStatus.COMPLETED, change, true);
        completedAt = completedAt == null ? now : completedAt;
    }

    private void become(MediaRequestStatus next, Change change, boolean allowed) {
        if (!allowed || !status.canBecome(next)) {
            throw new InvalidTransitionException(status, change);
        }
        status = next;
        if (next != MediaRequestStatus.AVAILABLE) {
            seasons.replaceAll((number, season) -> next);
        }
    }

    /** Which of these seasons were asked for and could not be watched so far. */
    Set<Integer> news(Set<Integer> available) {
        Set<Integer> news = new TreeSet<>(available);
        news.removeIf(number -> seasons.get(number) == null || seasons.get(number) == MediaRequestStatus.AVAILABLE);
        return news;
    }

    /** The seasons that can be watched by now; empty for a film. */
    SortedSet<Integer> watchableSeasons() {
        SortedSet<Integer> watchable = new TreeSet<>();
        seasons.forEach((number, season) -> {
            if (season == MediaRequestStatus.AVAILABLE || season == MediaRequestStatus.COMPLETED) {
                watchable.add(number);
            }
        });
        return watchable;
    }

    /** Fills in the seasons that "all" stands for, once Overseerr has told. */
    void expandSeasons(Collection<Integer> numbers) {
        if (allSeasons && seasons.isEmpty()) {
            numbers.forEach(number -> seasons.put(number, status));
        }
    }

    /** How events describe it. */
    RequestedMedia described(List<UUID> followers) {
        return new RequestedMedia(id, userId, mediaType, tmdbId, title, followers.isEmpty() ? null : followers);
    }

    /** The film or series. */
    Title what() {
        return new Title(MediaKind.of(mediaType), tmdbId);
    }

    UUID id() {
        return id;
    }

    long version() {
        return version;
    }

    @Nullable
    UUID userId() {
        return userId;
    }

    Instant createdAt() {
        return createdAt;
    }

    MediaRequestStatus status() {
        return status;
    }

    @Nullable
    FailureReason failureReason() {
        return failureReason;
    }

    /** The seasons and where each stands; for a series, the repository has loaded them. */
    Map<Integer, MediaRequestStatus> seasons() {
        return seasons;
    }

    boolean isSeries() {
        return what().kind() == MediaKind.TV;
    }

    /** Whether all of it can be watched, so that it may be closed. */
    boolean isFinished() {
        return completedAt != null;
    }
}
