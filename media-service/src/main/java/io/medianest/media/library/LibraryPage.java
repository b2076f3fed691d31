package io.medianest.media.library;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.medianest.runtime.paging.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what is in the libraries.
 *
 * @param items at most as many as were asked for
 * @param nextCursor asks for the following page; null on the last one
 * @param stale whether Plex has been silent for so long that this may be old
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LibraryPage<T>(List<T> items, @Nullable String nextCursor, boolean stale) {
    static <T> LibraryPage<T> of(Page<T> page, Shelf shelf) {
        return new LibraryPage<>(page.items(), page.nextCursor(), shelf.stale());
    }
}
