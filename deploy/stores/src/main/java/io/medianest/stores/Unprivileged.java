package io.medianest.stores;

import com.sun.security.auth.module.UnixSystem;
import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets root start a program that refuses to run as root: in a user namespace of its own the program sees another user,
 * while its files stay root's.
 */
final class Unprivileged {
    private static final List<String> NAMESPACE = List.of("unshare", "--user", "--");

    private Unprivileged() {}

    /**
     * The command to run instead of another one.
     *
     * @param directory where the program will write
     * @throws StartException if this is root and the program could not run so
     */
    static List<String> command(List<String> command, Path directory) {
        if (new UnixSystem().getUid() != 0) {
            return command;
        }
        if (!succeeds(List.of("true"))) {
            throw new StartException(
                    "PostgreSQL does not run as root, and this system lets root make no user namespace "
                            + "for it; run ./medianest as another user, or give stores of your own (--external).");
        }
        if (!succeeds(List.of("test", "-w", directory.toString()))) {
            throw new StartException(("PostgreSQL does not run as root, and without root's rights it cannot reach %s; "
                            + "run ./medianest as the user whom the folder belongs to.")
                    .formatted(directory));
        }
        return inNamespace(command);
    }

    private static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(inNamespace(command))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noUnshare) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("The start of PostgreSQL was interrupted.", e);
        }
    }

    private static List<String> inNamespace(List<String> command) {
        List<String> wrapped = new ArrayList<>(NAMESPACE);
        wrapped.addAll(command);
        return wrapped;
    }
}
