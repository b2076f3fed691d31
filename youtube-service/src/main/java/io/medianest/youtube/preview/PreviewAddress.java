package io.medianest.youtube.preview;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What somebody wants to look at.
 *
 * @param url the address of a playlist, or of one video, at YouTube
 */
public record PreviewAddress(
        @NotNull @Schema(examples = "https://www.youtube.com/playlist?list=PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf")
        String url) {}
