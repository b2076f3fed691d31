package io.medianest.local;

import io.medianest.database.LoginRole;
import io.medianest.database.MigrationRunner;
import io.medianest.local.installation.Installation;
import io.medianest.local.installation.RunningLauncher;
import io.medianest.local.installation.Secret;
import io.medianest.local.installation.Secrets;
import io.medianest.stores.process.StartException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code operate}: what the runner does elsewhere with settings of the operator's, done to the installation that runs
 * here, whose addresses and secrets are known.
 */
public final class OperateCommand {
    private static final List<String> HELP = List.of("help");

    private final Installation installation;
    private final PrintStream out;

    /**
     * @param installation the one to operate
     * @param out gets what was done
     */
    public OperateCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    /**
     * Returns the runner's exit code.
     *
     * @param arguments the runner's mode and what belongs to it; with none it tells which there are
     * @throws StartException if MediaNest does not run
     */
    public int run(List<String> arguments) {
        if (arguments.isEmpty() || arguments.equals(HELP)) {
            return run(System.getenv(), HELP);
        }
        RunningLauncher launcher = RunningLauncher.of(installation)
                .filter(RunningLauncher::ready)
                .orElseThrow(() -> new StartException("MediaNest is not running; ./medianest up starts it."));
        return run(environment(launcher), arguments);
    }

    private int run(Map<String, String> environment, List<String> arguments) {
        return MigrationRunner.run(environment, out, System.err, arguments.toArray(String[]::new));
    }

    private Map<String, String> environment(RunningLauncher launcher) {
        Secrets secrets = Secrets.of(installation);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("MEDIANEST_DB_URL", launcher.database());
        environment.put("MEDIANEST_DB_USER", LoginRole.MEDIANEST_OWNER.roleName());
        environment.put(
                "MEDIANEST_DB_PASSWORD_FILE",
                secrets.passwordFile("database-" + LoginRole.MEDIANEST_OWNER.roleName())
                        .toString());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", launcher.kafka());
        environment.putIfAbsent("MEDIANEST_ARCHIVE_DIR", installation.archive().toString());
        for (Secret secret : List.of(Secret.PEPPER, Secret.AUTH_KEYSET, Secret.CONNECTIONS_KEYSET, Secret.WEBHOOK)) {
            environment.put(secret.variable(), secrets.file(secret).toString());
        }
        return environment;
    }
}
