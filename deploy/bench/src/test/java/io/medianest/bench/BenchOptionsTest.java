package io.medianest.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.stores.jvm.JvmProfile;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchOptionsTest {
    @Test
    void hasDefaults() {
        BenchOptions options = BenchOptions.parse(List.of());
        assertThat(options).isEqualTo(new BenchOptions(200_000, false, false, JvmProfile.HOME, Set.of()));
        assertThat(options.sizes()).containsExactly(10_000L, 200_000L);
        assertThat(options.largeSizes()).isEmpty();
    }

    @Test
    void takesBothFormsOfValues() {
        assertThat(BenchOptions.parse(
                        List.of("--rows", "5000", "--profile=server", "--quick", "--large", "--only", "lists,events")))
                .isEqualTo(new BenchOptions(5_000, true, true, JvmProfile.SERVER, Set.of("lists", "events")))
                .satisfies(options -> assertThat(options.sizes()).containsExactly(5_000L))
                .satisfies(options -> assertThat(options.largeSizes()).containsExactly(10_000_000L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--rows=many | --rows needs a number from 1000 to 99999999, not many",
                "--rows | --rows needs a number from 1000 to 99999999, not ",
                "--profile=office | --profile is home or server, not office",
                "--only=all | --only takes some of memory,starts,latency",
                "--fast | bench does not know --fast"
            })
    void saysWhatMakesNoSense(String argument, String message) {
        assertThatThrownBy(() -> BenchOptions.parse(List.of(argument)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message == null ? "" : message.strip());
    }
}
