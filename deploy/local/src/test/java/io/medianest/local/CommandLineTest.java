package io.medianest.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void hasDefaults() {
        CommandLine line = parse("up");
        assertThat(line.command()).isEqualTo("up");
        assertThat(line.has("demo")).isFalse();
        assertThat(line.has("external")).isFalse();
        assertThat(line.host()).isEqualTo("127.0.0.1");
        assertThat(line.port()).isEqualTo(8080);
    }

    @Test
    void takesOptionsInBothForms() {
        CommandLine line = parse("up --port=9000 --demo --host 0.0.0.0 --external");
        assertThat(line.has("demo")).isTrue();
        assertThat(line.has("external")).isTrue();
        assertThat(line.port()).isEqualTo(9000);
        assertThat(line.host()).isEqualTo("0.0.0.0");
        assertThat(parse("reset --yes").has("yes")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fly | There is no command fly",
                "up --fast | up does not know --fast",
                "up demo | up does not know demo",
                "up --port | --port needs a value",
                "up --port= | --port needs a value",
                "up --demo=yes | up does not know yes",
                "status --demo | status does not know --demo",
                "down now | down does not know now"
            })
    void saysWhatItDoesNotUnderstand(String typed, String message) {
        assertThatThrownBy(() -> parse(typed))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void needsACommand() {
        assertThatThrownBy(() -> CommandLine.parse(List.of())).hasMessage("A command is missing");
    }

    @ParameterizedTest
    @CsvSource({"0", "65536", "99999999999", "-1", "http", "80 80"})
    void refusesWhatIsNoPort(String port) {
        assertThatThrownBy(
                        () -> CommandLine.parse(List.of("up", "--port", port)).port())
                .isInstanceOf(UsageException.class)
                .hasMessage("--port needs a number from 1 to 65535, not %s", port);
    }

    private static CommandLine parse(String typed) {
        return CommandLine.parse(List.of(typed.split(" ", -1)));
    }
}
