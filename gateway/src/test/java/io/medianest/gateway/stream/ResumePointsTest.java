package io.medianest.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.gateway.route.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumePointsTest {

    @Test
    void whatIsWrittenIsReadAgain() {
        ResumePoints points = ResumePoints.parse(null);
        points.moveTo(Service.YOUTUBE, "medianest.youtube-downloads-3-17");
        points.moveTo(Service.MEDIA, "medianest.media-requests-0-7");

        ResumePoints again = ResumePoints.parse(points.toString());

        assertThat(again.of(Service.MEDIA)).hasValue("medianest.media-requests-0-7");
        assertThat(again.of(Service.YOUTUBE)).hasValue("medianest.youtube-downloads-3-17");
        assertThat(again.of(Service.MONITOR)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "media=", "media=a b", "media=a\r\nX: y", "auth=1", "media==1", "MEDIA=1"})
    void whatIsNoPointIsLeftOut(String text) {
        assertThat(ResumePoints.parse(text)).hasToString("");
        assertThat(ResumePoints.parse(text + ",monitor=5")).hasToString("monitor=5");
    }

    @Test
    void anIdThatCouldNotBeReadAgainIsNotKept() {
        ResumePoints points = ResumePoints.parse("media=1");
        points.moveTo(Service.MEDIA, "2,youtube=9");
        assertThat(points).hasToString("media=1");
        points.forget(Service.MEDIA);
        assertThat(points).hasToString("");
    }
}
