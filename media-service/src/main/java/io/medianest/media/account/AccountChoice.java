package io.medianest.media.account;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * The Overseerr account that an ADMIN chooses for somebody.
 *
 * @param overseerrUserId its number in Overseerr
 */
public record AccountChoice(@NotNull @Min(1) Integer overseerrUserId) {}
