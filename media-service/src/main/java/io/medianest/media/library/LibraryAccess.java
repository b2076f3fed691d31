package io.medianest.media.library;

import jakarta.validation.constraints.NotNull;

/**
 * To whom a library is open.
 *
 * @param openToAll whether to everybody who has an account here, or only to those with whom Plex shares it
 */
public record LibraryAccess(@NotNull Boolean openToAll) {}
