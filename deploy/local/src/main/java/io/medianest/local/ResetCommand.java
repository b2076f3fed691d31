package io.medianest.local;

import io.medianest.local.installation.Installation;
import io.medianest.local.installation.LauncherLock;
import io.medianest.local.stack.Leftovers;
import io.medianest.local.stack.Suite;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** {@code reset}: deletes everything that the installation keeps. */
final class ResetCommand {
    private static final int DECLINED = 1;

    private final Installation installation;
    private final Suite suite;
    private final PrintStream out;

    ResetCommand(Installation installation, Suite suite, PrintStream out) {
        this.installation = installation;
        this.suite = suite;
        this.out = out;
    }

    /**
     * Deletes it.
     *
     * @param sure whether not to ask
     * @param in gives the answer
     * @throws io.medianest.local.installation.AlreadyRunningException if MediaNest runs
     */
    int run(boolean sure, InputStream in) {
        if (!Files.exists(installation.home())) {
            out.println("There is nothing to delete.");
            return 0;
        }
        LauncherLock.refuseIfRunning(installation);
        if (!sure && !agrees(in)) {
            out.println("Nothing was deleted.");
            return DECLINED;
        }
        try {
            Files.createDirectories(installation.run());
            try (var _ = LauncherLock.acquire(installation, "")) {
                Leftovers.end(installation, suite);
                delete(installation.home().toRealPath());
            }
            Files.deleteIfExists(installation.home());
        } catch (IOException e) {
            throw new UncheckedIOException(installation.home() + " cannot be deleted", e);
        }
        out.println("Deleted " + installation.home());
        return 0;
    }

    private boolean agrees(InputStream in) {
        out.printf("This deletes users, requests, keys and logs in %s. Type yes to go on: ", installation.home());
        out.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset())).readLine();
            return answer != null && answer.strip().equalsIgnoreCase("yes");
        } catch (IOException e) {
            throw new UncheckedIOException("The answer cannot be read", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
