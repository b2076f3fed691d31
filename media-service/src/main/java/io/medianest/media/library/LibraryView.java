package io.medianest.media.library;

/**
 * A library.
 *
 * @param key what the other calls name it by
 * @param mediaType {@code movie} or {@code tv}
 * @param itemCount how many films or series it has
 * @param openToAll whether an ADMIN has opened it to everybody here
 */
public record LibraryView(String key, String mediaType, String title, long itemCount, boolean openToAll) {
    static LibraryView of(Library library, long titles) {
        return new LibraryView(library.key(), library.mediaType(), library.title(), titles, library.opened());
    }
}
