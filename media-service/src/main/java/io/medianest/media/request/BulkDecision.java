package io.medianest.media.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.medianest.runtime.validation.PlainText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The same decision about several requests.
 *
 * @param decision approve or decline
 * @param note shown to everybody who asked for one of them
 * @param ids 1 to 100; one that is named twice is decided once
 */
public record BulkDecision(
        @NotNull DecisionVerdict decision,
        @PlainText(max = 1000) @Nullable String note,
        @NotNull @Size(min = 1, max = 100) List<@NotNull UUID> ids) {

    /** Yes or no. */
    public enum DecisionVerdict {
        /** They may be sent to Overseerr. */
        APPROVE,
        /** They come to nothing. */
        DECLINE;

        /** The name in the API. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The verdict of that name. */
        @JsonCreator
        static DecisionVerdict of(String wireName) {
            return Arrays.stream(values())
                    .filter(verdict -> verdict.wireName().equals(wireName))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("neither approve nor decline"));
        }
    }
}
