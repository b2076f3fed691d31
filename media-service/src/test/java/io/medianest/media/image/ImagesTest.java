package io.medianest.media.image;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.media.support.PlexHouse;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.control.Fault;
import io.medianest.simulators.control.SimulatorServer;
import io.medianest.simulators.control.SimulatorServer.Down;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures come through small, checked and without any secret. */
@MediaTest
class ImagesTest {
    @RegisterExtension
    static final Household household = new Household();

    @RegisterExtension
    static final PlexHouse house = new PlexHouse();

    @Inject
    ImageLinks links;

    @Test
    void aPosterOfTmdbIsFetchedOnceInTheWidthAskedFor() {
        String link = poster();

        Response first = given().get(link + "?width=185");
        Response second = given().get(link + "?width=185");

        first.then()
                .statusCode(200)
                .contentType("image/png")
                .header("Cache-Control", containsString("max-age=604800"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Security-Policy", containsString("default-src 'none'"));
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(house.tmdb().log().all())
                .singleElement()
                .satisfies(call -> assertThat(call.toString()).contains("/t/p/w185/"));
        given().header("If-None-Match", first.header("ETag"))
                .get(link + "?width=185")
                .then()
                .statusCode(304)
                .header("ETag", notNullValue());
    }

    @Test
    void artworkOfPlexComesWithoutItsToken() {
        house.plex().library().addMovie(603);
        house.connect();
        Member admin = household.stranger(Role.ADMIN);
        Response item = admin.api().get("/library/1/items");
        String link = item.path("items[0].posterUrl");
        String token = house.plex().owner().token();

        Response picture = given().get(link);

        picture.then().statusCode(200).header("Cache-Control", containsString("private"));
        assertThat(picture.headers().toString() + item.asString()).doesNotContain(token, "X-Plex");
        assertThat(house.plex().server().log().all())
                .anyMatch(call -> call.toString().contains("/photo/:/transcode"))
                .noneMatch(call -> (call.path() + "?" + call.query()).contains(token));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "<html>", "", "GIF89a", "RIFF1234WAVE"
            })
    void whatIsNoPictureIsNotHandedOn(String body) {
        tmdb().faults().add(Fault.status(200).withBody(body));

        given().get(poster()).then().statusCode(502).body("code", equalTo("IMAGE_REFUSED"));
    }

    @Test
    void whatIsTooLargeIsNotHandedOn() {
        tmdb().faults().add(Fault.status(200).withBody("\u0089PNG\r\n\u001a\n" + "x".repeat(200_000)));

        given().get(poster()).then().statusCode(502).body("code", equalTo("IMAGE_REFUSED"));
    }

    @Test
    void aRedirectIsNotFollowed() {
        tmdb().faults().add(Fault.status(302));

        given().get(poster()).then().statusCode(502);
        assertThat(house.tmdb().log().all()).hasSize(1);
    }

    @Test
    void whatIsNotThereIsNotThereAndWhatIsAwayMayComeBack() {
        String link = poster();
        tmdb().faults().add(Fault.status(404).times(1));
        given().get(link).then().statusCode(404);

        tmdb().goDown(Down.REFUSING);
        given().get(link)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("IMAGE_UNAVAILABLE"));
        tmdb().comeBack();
        given().get(link).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "343", "-1", "342 ", "original", "99999"})
    void widthsAreThoseOfTmdb(String width) {
        given().queryParam("width", width)
                .get(poster())
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("width"));
    }

    private SimulatorServer tmdb() {
        return house.tmdb().server();
    }

    /** Another one each time, which is not kept yet. */
    private String poster() {
        return links.tmdb("/" + UUID.randomUUID() + ".jpg");
    }
}
