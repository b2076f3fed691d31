package io.medianest.youtube.collection;

import java.util.List;

/**
 * The folder of the files as Plex sees it, which may run on another machine, and on Windows.
 *
 * @param path absolute, without a separator at its end
 */
record PlexFolder(String path) {
    PlexFolder {
        path = path.replaceAll("(?<=.)[/\\\\]+$", "");
    }

    /**
     * A file or folder within it.
     *
     * @param relative to the folder, with slashes
     */
    String at(String relative) {
        String separator = separator();
        String given = relative.replace("/", separator);
        return path.endsWith(separator) ? path + given : path + separator + given;
    }

    /** The folder that a file lies in. */
    String folderOf(String relative) {
        int slash = relative.lastIndexOf('/');
        return slash < 0 ? path : at(relative.substring(0, slash));
    }

    /** Whether it is one of these folders or within one. */
    boolean isWithin(List<String> folders) {
        return folders.stream()
                .map(PlexFolder::new)
                .anyMatch(folder -> (path + separator())
                        .startsWith(folder.path.endsWith(separator()) ? folder.path : folder.path + separator()));
    }

    /** The last part of a path, whoever wrote it. */
    static String nameOf(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private String separator() {
        return path.contains("\\") && !path.contains("/") ? "\\" : "/";
    }
}
