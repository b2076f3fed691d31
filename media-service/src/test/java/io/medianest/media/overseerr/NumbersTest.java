package io.medianest.media.overseerr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({"1, NONE", "2, REQUESTED", "3, PROCESSING", "4, PARTIAL", "5, AVAILABLE", "6, BLOCKED", "7, NONE"})
    void mediaStatus(int number, Availability expected) {
        assertThat(Availability.ofMediaStatus(number)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, PENDING", "2, APPROVED", "3, DECLINED", "4, FAILED", "5, APPROVED"})
    void requestStatus(int number, RequestState expected) {
        assertThat(RequestState.ofStatus(number)).contains(expected);
    }

    @Test
    void unknownNumbersMeanNothing() {
        assertThat(Availability.ofMediaStatus(99)).isEqualTo(Availability.NONE);
        assertThat(Availability.ofMediaStatus(null)).isEqualTo(Availability.NONE);
        assertThat(RequestState.ofStatus(99)).isEmpty();
    }
}
