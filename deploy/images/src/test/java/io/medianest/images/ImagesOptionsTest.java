package io.medianest.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesOptionsTest {
    @Test
    void archivesOfTheUsualVersionUnlessOtherwiseAsked() {
        ImagesOptions options = ImagesOptions.parse(List.of());

        assertThat(options.push()).isEmpty();
        assertThat(options.version()).isEqualTo("0.1.0");
    }

    @Test
    void valuesFollowASpaceOrAnEqualsSign() {
        assertThat(ImagesOptions.parse(List.of("--push", "localhost:5000/medianest", "--tag=1.0")))
                .isEqualTo(ImagesOptions.parse(List.of("--tag", "1.0", "--push=localhost:5000/medianest")))
                .satisfies(options -> assertThat(options.push()).hasValue("localhost:5000/medianest"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tag", "--tag=", "--tag=a b", "--push", "--publish", "everything"})
    void whatMakesNoSenseIsRefused(String argument) {
        assertThatThrownBy(() -> ImagesOptions.parse(List.of(argument)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(argument.replaceAll("=.*", ""));
    }
}
