package io.medianest.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SimulatorsMainTest {

    @Test
    void oneLineTellsThatTheyAnswerAndWhere() throws IOException {
        Process process = start("SEED", "demo");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine())
                    .matches(
                            "SIMULATORS READY control=http://127\\.0\\.0\\.1:\\d+ overseerr=http://\\S+ plex=http://\\S+"
                                    + " plextv=http://\\S+ uptimekuma=http://\\S+");
        } finally {
            process.destroy();
        }
    }

    @Test
    void takenPortIsNamedAndEndsIt() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = start("OVERSEERR_PORT", Integer.toString(taken.getLocalPort()));

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("cannot start", Integer.toString(taken.getLocalPort()));
        }
    }

    private static Process start(String variable, String value) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder =
                new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), SimulatorsMain.class.getName());
        builder.environment().put("MEDIANEST_SIMULATORS_" + variable, value);
        return builder.start();
    }
}
