package io.medianest.simulators.plex;

import static io.medianest.simulators.plex.PlexServerTest.container;
import static io.medianest.simulators.plex.PlexServerTest.titles;
import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.simulators.HttpCalls;
import io.medianest.simulators.HttpCalls.Answer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client needs that keeps a copy of the libraries, and of who may see them. */
class PlexFollowingTest {

    private static PlexSimulator simulator;
    private HttpCalls owner;
    private HttpCalls plexTv;

    @BeforeAll
    static void start() {
        simulator = PlexSimulator.start();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void reset() {
        simulator.reset();
        Map<String, String> headers = Map.of("X-Plex-Token", simulator.owner().token(), "Accept", "application/json");
        owner = new HttpCalls(simulator.server().baseUrl(), headers);
        plexTv = new HttpCalls(simulator.plexTv().baseUrl(), headers);
    }

    @Test
    void theOwnerLearnsWithWhomTheLibrariesAreShared() {
        simulator.accounts().add(2002, "mia", "mia@example.org", Set.of("1", "3"));
        simulator.accounts().add(2003, "stranger", "stranger@example.org", Set.of());
        simulator.accounts().restrict(2002, "contentRating=G");

        Answer answer = plexTv.get("/api/servers/" + PlexSimulator.MACHINE_IDENTIFIER + "/shared_servers");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/xml");
        assertThat(answer.body())
                .contains("userID=\"2002\"", "filterMovies=\"contentRating=G\"", "allLibraries=\"0\"")
                .contains("key=\"1\" title=\"Movies\" type=\"movie\" shared=\"1\"")
                .contains("key=\"2\" title=\"TV Shows\" type=\"show\" shared=\"0\"")
                .doesNotContain("stranger");
    }

    @Test
    void nobodyElseLearnsIt() {
        String path = "/api/servers/" + PlexSimulator.MACHINE_IDENTIFIER + "/shared_servers";
        PlexAccount mia = simulator.accounts().add(2002, "mia", "mia@example.org", Set.of("1"));

        assertThat(plexTv.with("X-Plex-Token", mia.token()).get(path).status()).isEqualTo(404);
        assertThat(plexTv.without("X-Plex-Token").get(path).status()).isEqualTo(401);
        assertThat(plexTv.get("/api/servers/another/shared_servers").status()).isEqualTo(404);
    }

    @Test
    void listsComeInTheOrderAskedFor() {
        String matrix = simulator.library().addMovie(603).ratingKey();
        simulator.library().addMovie(550);
        simulator.library().rename(matrix, "Matrix");

        assertThat(titles(container(owner.get("/library/sections/1/all?type=1&sort=id%3Aasc"))))
                .containsExactly("Matrix", "Fight Club");
        assertThat(titles(container(owner.get("/library/sections/1/all?type=1&sort=updatedAt%3Adesc"))))
                .containsExactly("Matrix", "Fight Club");
        assertThat(titles(container(owner.get("/library/sections/1/all?type=1&sort=addedAt%3Adesc"))))
                .containsExactly("Fight Club", "Matrix");
    }

    @Test
    void allSeasonsOfALibraryAreOneListThatCountsTheirEpisodes() {
        String show = simulator.library().addSeasons(1396, List.of(1, 2)).ratingKey();

        JsonObject second = container(owner.get("/library/sections/2/all?type=3&sort=id%3Aasc"))
                .getJsonArray("Metadata")
                .getJsonObject(1);

        assertThat(second.getInteger("leafCount")).isEqualTo(13);
        assertThat(second.getInteger("index")).isEqualTo(2);
        assertThat(second.getString("parentRatingKey")).isEqualTo(show);
    }

    @Test
    void manyFilmsAreMadeOnDemand() {
        simulator.library().generate(1_000);

        JsonObject page = container(
                owner.get("/library/sections/1/all?type=1&X-Plex-Container-Start=990&X-Plex-Container-Size=50"));

        assertThat(page.getInteger("totalSize")).isEqualTo(1_000);
        assertThat(titles(page)).hasSize(10).last().isEqualTo("Film 00999");
    }

    @ParameterizedTest
    @CsvSource({
        "?width=342&height=513&url=%2Flibrary%2Fmetadata%2F101%2Fthumb%2F1, 200",
        "?width=342&height=513&url=%2Flibrary%2Fmetadata%2F999%2Fthumb%2F1, 404",
        "?width=342&height=513&url=http%3A%2F%2F127.0.0.1%2F, 404",
        "?width=342&url=%2Flibrary%2Fmetadata%2F101%2Fthumb%2F1, 400",
        "?width=342&height=513, 400"
    })
    void picturesAreMadeSmall(String query, int status) {
        simulator.library().addMovie(603);

        assertThat(owner.get("/photo/:/transcode" + query).status()).isEqualTo(status);
        assertThat(owner.without("X-Plex-Token")
                        .get("/photo/:/transcode" + query)
                        .status())
                .isEqualTo(401);
    }
}
