package io.medianest.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.stores.RedisServer.Persistence;
import io.medianest.stores.process.Ports;
import io.medianest.stores.process.StartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerTest {
    private static final String PASSWORD = "a1b2c3d4e5f6a7b8c9d0";

    @TempDir
    private Path folder;

    @Test
    void answersOnlyWithThePassword() throws IOException {
        try (RedisServer server = RedisServer.start(folder, 0, PASSWORD, Persistence.DISCARDED)) {
            assertThat(send(server, "PING")).startsWith("-NOAUTH");
            assertThat(send(server, "AUTH " + PASSWORD, "PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void showsThePasswordToNobodyElse() throws IOException {
        try (RedisServer server = RedisServer.start(folder, 0, PASSWORD, Persistence.DISCARDED)) {
            Path commandLine =
                    Path.of("/proc", Long.toString(server.process().identity().pid()), "cmdline");
            assertThat(Files.readString(commandLine)).contains("redis").doesNotContain(PASSWORD);
            assertThat(Files.getPosixFilePermissions(folder.resolve("redis.conf")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void keepsItsDataIfToldSo() throws IOException {
        try (RedisServer server = RedisServer.start(folder, 0, PASSWORD, Persistence.KEPT)) {
            assertThat(send(server, "AUTH " + PASSWORD, "SET answer 42")).isEqualTo("+OK");
        }
        try (RedisServer server = RedisServer.start(folder, 0, PASSWORD, Persistence.KEPT)) {
            assertThat(send(server, "AUTH " + PASSWORD, "GET answer")).isEqualTo("$2");
        }
    }

    @Test
    void saysWhyItDoesNotStart() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, Ports.LOOPBACK)) {
            assertThatThrownBy(() -> RedisServer.start(folder, taken.getLocalPort(), PASSWORD, Persistence.DISCARDED))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("Redis ended with code 1 while starting. Last lines of")
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void takesNoPasswordThatIsTooShort() {
        assertThatThrownBy(() -> RedisServer.start(folder, 0, "short", Persistence.DISCARDED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The first line of the answer to the last command. */
    private static String send(RedisServer server, String... commands) throws IOException {
        try (Socket socket = new Socket(Ports.LOOPBACK, server.port())) {
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String answer = "";
            for (String command : commands) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
                answer = answers.readLine();
            }
            return answer;
        }
    }
}
