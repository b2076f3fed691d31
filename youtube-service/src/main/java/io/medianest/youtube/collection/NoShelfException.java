package io.medianest.youtube.collection;

/** Plex has no library that the files could be in; its owner must make one. */
final class NoShelfException extends RuntimeException {

    NoShelfException(PlexFolder folder) {
        super("No library of films or other videos in Plex contains the folder " + folder.path()
                + "; add it to one, or say by medianest.youtube.plex.directory how Plex sees it.");
    }
}
