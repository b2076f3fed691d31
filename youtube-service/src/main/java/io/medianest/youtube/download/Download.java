package io.medianest.youtube.download;

import io.medianest.events.youtube.RequestedDownload;
import io.medianest.youtube.address.Quality;
import io.medianest.youtube.address.YouTubeAddress;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.annotations.UuidGenerator.Style;
import org.jspecify.annotations.Nullable;

/**
 * A playlist or a video that somebody wants. What its videos are and what becomes of them is the queue's business, which
 * moves the columns that are not mapped here; only what has changed is written.
 */
@Entity
@Table(name = "youtube_downloads")
@DynamicUpdate
class Download {
    @Id
    @UuidGenerator(style = Style.VERSION_7)
    private UUID id;

    @Version
    private long version;

    @Column(name = "user_id", updatable = false)
    private @Nullable UUID userId;

    @Column(name = "playlist_url", updatable = false)
    private String playlistUrl;

    @Column(name = "playlist_id", updatable = false)
    private @Nullable String playlistId;

    @Column(name = "single_video", updatable = false)
    private boolean singleVideo;

    @Column(name = "playlist_title", updatable = false)
    private @Nullable String playlistTitle;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Quality quality;

    @Enumerated(EnumType.STRING)
    private DownloadStatus status;

    @Enumerated(EnumType.STRING)
    @Column(name = "failure_reason")
    private @Nullable FailureReason failureReason;

    @Column(name = "last_error")
    private @Nullable String lastError;

    @Column(name = "items_failed")
    private int itemsFailed;

    /** Moved by the step into Plex. */
    @Column(name = "plex_state", insertable = false, updatable = false)
    private @Nullable String plexState;

    @Column(name = "cancel_requested_at")
    private @Nullable Instant cancelRequestedAt;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "completed_at")
    private @Nullable Instant completedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
    Download() {}

    /** A download that waits for its turn. */
    Download(UUID userId, YouTubeAddress address, Quality quality) {
        this();
        this.userId = userId;
        playlistUrl = address.url();
        switch (address) {
            case YouTubeAddress.Playlist playlist -> playlistId = playlist.id();
            case YouTubeAddress.Video video -> singleVideo = true;
        }
        this.quality = quality;
        status = DownloadStatus.QUEUED;
        createdAt = now();
        updatedAt = createdAt;
    }

    /**
     * Asks the queue to stop it; asking twice is asking once.
     *
     * @throws io.medianest.runtime.problem.ProblemException 409 {@code INVALID_TRANSITION} if it has ended
     */
    void cancel() {
        if (!status.isOpen()) {
            throw InvalidTransition.problem(status, "It has ended; there is nothing to cancel.");
        }
        if (cancelRequestedAt == null) {
            cancelRequestedAt = now();
            updatedAt = cancelRequestedAt;
        }
    }

    /** Whether all of its videos are there, and only Plex lacks some, which are not waited for any more. */
    boolean lacksPlexAlone() {
        return status == DownloadStatus.COMPLETED && itemsFailed == 0 && "failed".equals(plexState);
    }

    /**
     * Lets it wait for its turn again, with what failed of it.
     *
     * @throws io.medianest.runtime.problem.ProblemException 409 {@code INVALID_TRANSITION} if it has not ended, or
     *     nothing of it failed
     */
    void retry() {
        if (status.isOpen()) {
            throw InvalidTransition.problem(status, "It has not ended yet.");
        }
        if (status == DownloadStatus.COMPLETED && itemsFailed == 0) {
            throw InvalidTransition.problem(status, "Nothing of it failed.");
        }
        status = DownloadStatus.QUEUED;
        failureReason = null;
        lastError = null;
        itemsFailed = 0;
        cancelRequestedAt = null;
        completedAt = null;
        updatedAt = now();
    }

    /**
     * Makes sure that nothing works on it.
     *
     * @throws io.medianest.runtime.problem.ProblemException 409 {@code INVALID_TRANSITION} if it has not ended
     */
    void requireEnded() {
        if (status.isOpen()) {
            throw InvalidTransition.problem(status, "It has not ended yet; cancel it first.");
        }
    }

    /** How events describe it. */
    RequestedDownload described() {
        return new RequestedDownload(id, userId, playlistUrl, playlistTitle);
    }

    /** As it was just made, without asking the database again. */
    DownloadView view() {
        return new DownloadView(
                id,
                userId,
                null,
                playlistUrl,
                playlistTitle,
                quality.wireName(),
                singleVideo,
                status.wireName(),
                null,
                null,
                false,
                ProgressView.of(status, 0, 0, 0, List.of()),
                List.of(),
                null,
                "none",
                null,
                createdAt,
                null);
    }

    UUID id() {
        return id;
    }

    long version() {
        return version;
    }

    boolean belongsTo(UUID person) {
        return person.equals(userId);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
