package io.medianest.monitor.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverallStateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "online,online | online",
                "online,maintenance | maintenance",
                "online,unknown,maintenance | unknown",
                "online,degraded,unknown | degraded",
                "online,degraded,offline | partly-offline",
                "offline,unknown | partly-offline",
                "offline,offline,maintenance | offline"
            })
    void theWorstIsSaidOfAll(String states, String overall) {
        assertThat(OverallState.of(List.of(states.split(",", -1))).word()).isEqualTo(overall);
    }

    @Test
    void ofNothingNothingIsSaid() {
        assertThat(OverallState.of(List.of()).word()).isNull();
        assertThat(OverallState.of(List.of()).message()).contains("none has been marked as public");
    }
}
