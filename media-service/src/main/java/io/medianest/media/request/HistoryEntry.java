package io.medianest.media.request;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.annotations.UuidGenerator.Style;
import org.jspecify.annotations.Nullable;

/** One step of a request, as its history shows it; written once. */
@Entity
@Immutable
@Table(name = "media_request_history")
class HistoryEntry {
    @Id
    @UuidGenerator(style = Style.VERSION_7)
    private UUID id;

    @Column(name = "request_id")
    private UUID requestId;

    @Column(name = "actor_id")
    private @Nullable UUID actorId;

    @Column(name = "source")
    private String source;

    @Column(name = "from_status")
    @Enumerated(EnumType.STRING)
    private @Nullable MediaRequestStatus fromStatus;

    @Column(name = "to_status")
    @Enumerated(EnumType.STRING)
    private MediaRequestStatus toStatus;

    @Column(name = "note")
    private @Nullable String note;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
    HistoryEntry() {}

    /**
     * A step that was just taken.
     *
     * @param from where the request stood before; null for the step that made it
     */
    HistoryEntry(MediaRequest request, Actor by, @Nullable MediaRequestStatus from, @Nullable String note) {
        this();
        requestId = request.id();
        actorId = by.userId();
        source = by.source().wireName();
        fromStatus = from;
        toStatus = request.status();
        this.note = note;
        createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
