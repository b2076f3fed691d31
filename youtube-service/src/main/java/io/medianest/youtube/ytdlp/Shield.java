package io.medianest.youtube.ytdlp;

import io.medianest.runtime.security.SecretsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this service's secrets from the programs that it starts. They run in namespaces of their own, in which the files
 * of secrets are covered, and without any privilege, so that they can neither uncover those nor look into other
 * processes. Where the system does not allow it they run without, and health says so.
 */
@ApplicationScoped
public class Shield {
    private static final Logger LOG = Logger.getLogger(Shield.class);
    private static final long PATIENCE_SECONDS = 10;
    /** Fixed words, whose arguments are the operator's paths: covers each, then becomes the program behind {@code --}. */
    private static final String COVER = """
            while [ "$1" != -- ]; do
              if [ -d "$1" ]; then mount -t tmpfs -o ro,mode=0 none "$1"; else mount --bind /dev/null "$1"; fi
              shift
            done
            shift
            exec "$@"
            """;
    /** Ends well if nothing of what it is told can be read. */
    private static final String LOOK = """
            for each; do
              if [ -d "$each" ]; then ! ls "$each"/* || exit 1; else [ ! -s "$each" ] || exit 1; fi
            done
            """;

    private final YtDlpConfig config;
    private final SecretsConfig secrets;
    private @Nullable Boolean holds;

    Shield(YtDlpConfig config, SecretsConfig secrets) {
        this.config = config;
        this.secrets = secrets;
    }

    /** Whether it holds on this system; blocks the first time, when it is tried. */
    public synchronized boolean holds() {
        Boolean known = holds;
        if (known == null) {
            known = config.shield() && tried();
            holds = known;
            if (!known) {
                LOG.warn("yt-dlp runs without a shield: it could read the files of secrets that this service reads");
            }
        }
        return known;
    }

    /** What a command begins with that is to run behind it; nothing if it does not hold. */
    List<String> prefix() {
        return holds() ? prefix(covered()) : List.of();
    }

    private boolean tried() {
        List<Path> covered = covered();
        List<String> command = new ArrayList<>(prefix(covered));
        command.addAll(List.of("/bin/sh", "-c", LOOK, "look"));
        covered.forEach(path -> command.add(path.toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            LOG.debugf("No shield: %s", e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> prefix(List<Path> covered) {
        List<String> prefix = new ArrayList<>(
                List.of("unshare", "--user", "--map-root-user", "--mount", "--", "/bin/sh", "-ec", COVER, "shield"));
        covered.forEach(path -> prefix.add(path.toString()));
        prefix.addAll(List.of("--", "setpriv", "--bounding-set", "-all", "--inh-caps", "-all", "--no-new-privs", "--"));
        return prefix;
    }

    /** Looked for each time, since secrets are replaced while this runs. */
    private List<Path> covered() {
        return Stream.of(
                        Stream.of(secrets.pepperFile()),
                        secrets.connectionsKeysetFile().stream(),
                        config.cookiesFile().stream(),
                        config.hidden().stream().flatMap(List::stream))
                .flatMap(paths -> paths)
                .map(Shield::real)
                .flatMap(Optional::stream)
                .distinct()
                // What lies in a folder that is covered too cannot be found once that is.
                .sorted(Comparator.comparingInt(Path::getNameCount).reversed())
                .toList();
    }

    /** Empty if there is nothing there. */
    private static Optional<Path> real(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
