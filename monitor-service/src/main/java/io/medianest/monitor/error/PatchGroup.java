package io.medianest.monitor.error;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is thought of a group of errors now.
 *
 * @param status open, resolved or ignored
 */
public record PatchGroup(
        @Schema(enumeration = {"open", "resolved", "ignored"}) @NotNull
        String status) {}
