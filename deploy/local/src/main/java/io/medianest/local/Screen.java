package io.medianest.local;

import io.medianest.local.demo.DemoUser;
import io.medianest.local.installation.Installation;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person sees once everything runs. */
final class Screen {
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream out;

    Screen(PrintStream out) {
        this.out = out;
    }

    /**
     * Shows how to use what runs.
     *
     * @param setupToken makes the first administrator; empty if there is one
     * @param users those of the demo; empty without one
     * @param start when the start began, in {@link System#nanoTime}
     */
    void show(URI address, Optional<String> setupToken, List<DemoUser> users, Installation installation, long start) {
        out.printf("%nMediaNest is running (started in %.0f s).%n%n", (System.nanoTime() - start) / NANOS_PER_SECOND);
        line("Address", address.toString());
        line("API", address + "/api/docs");
        setupToken.ifPresent(token -> {
            line("Setup token", token);
            line("", "makes the first administrator: POST /api/v1/auth/setup");
            line("", "{\"setupToken\", \"email\", \"name\", \"password\"}");
        });
        for (DemoUser user : users) {
            line(
                    user.role().charAt(0) + user.role().substring(1).toLowerCase(Locale.ROOT),
                    "%-36s %s".formatted(user.email(), user.password()));
        }
        if (!users.isEmpty()) {
            line("", "kept in " + installation.demoUsers());
        }
        line("Data", installation.home().toString());
        line("Logs", installation.logs().toString());
        String mailServer = System.getenv("MEDIANEST_SMTP_HOST");
        line("Mail", mailServer == null ? "written to " + installation.mail() : "by " + mailServer);
        out.printf("%nCtrl-C, or ./medianest down, stops it.%n");
        out.flush();
    }

    private void line(String label, String text) {
        out.printf("  %-12s %s%n", label, text);
    }
}
