package io.medianest.simulators;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * Runs all simulators until it is ended. Prints one line once they answer: {@code SIMULATORS READY}, then
 * {@code name=address} for each.
 */
public final class SimulatorsMain {

    private SimulatorsMain() {}

    /** Takes no arguments; the environment says what to do. Exits with 1 when they can't start. */
    public static void main(String[] args) {
        // Netty works without it, and with it the JVM warns at each start.
        System.setProperty("io.netty.noUnsafe", "true");
        Simulators simulators;
        try {
            simulators = Simulators.start(new Settings(System.getenv()));
        } catch (RuntimeException e) {
            System.err.println("The simulators cannot start: " + reason(e));
            Runtime.getRuntime().halt(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(simulators::close, "stop"));
        String addresses = simulators.addresses().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
        System.out.writeBytes(("SIMULATORS READY " + addresses + "\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return e.getCause() == null ? String.valueOf(e.getMessage()) : e.getMessage() + " (" + cause.getMessage() + ")";
    }
}
