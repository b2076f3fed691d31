package io.medianest.persistence.note;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.annotations.UuidGenerator.Style;

@Entity
@Table(name = "test_notes")
class Note {
    @Id
    @UuidGenerator(style = Style.VERSION_7)
    private UUID id;

    @Column(nullable = false)
    private String text;

    @Version
    private long version;

    Note() {}

    Note(String text) {
        this.text = text;
    }

    UUID id() {
        return id;
    }

    long version() {
        return version;
    }

    void rewrite(String newText) {
        text = newText;
    }
}
