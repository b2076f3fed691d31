package io.medianest.images;

import io.medianest.local.installation.AlreadyRunningException;
import io.medianest.local.stack.Progress;
import io.medianest.stores.process.StartException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** {@code ./medianest images}: makes an image of each service, the gateway and the database's runner. */
public final class Main {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Main() {}

    /** Ends with 0 if all images were made, with 1 if not, with 2 if the arguments make no sense. */
    public static void main(String[] arguments) {
        System.exit(run(Path.of(System.getProperty("medianest.root", "")).toAbsolutePath(), List.of(arguments)));
    }

    static int run(Path project, List<String> arguments) {
        ImagesOptions options;
        try {
            options = ImagesOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("medianest: " + e.getMessage() + "; see ./medianest help.");
            return MISUSED;
        }
        try {
            new Images(project, options, new Progress(System.out)).make();
            return 0;
        } catch (AlreadyRunningException | StartException | UncheckedIOException e) {
            System.err.println("medianest: " + e.getMessage());
            return FAILED;
        }
    }
}
