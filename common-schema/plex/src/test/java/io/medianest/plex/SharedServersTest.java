package io.medianest.plex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedServersTest {

    @Test
    void onlyWhatIsSharedWithoutRestrictionCounts() {
        String text = """
                <?xml version="1.0" encoding="UTF-8"?>
                <MediaContainer size="3">
                  <SharedServer id="1" username="mia" userID="2002" accessToken="secret" filterMovies="">
                    <Section id="91" key="1" title="Movies" type="movie" shared="1"/>
                    <Section id="92" key="2" title="TV &amp; more" type="show" shared="0"/>
                  </SharedServer>
                  <SharedServer id="2" userID="2003" filterAll="" filterMovies="contentRating=G" filterTelevision="">
                    <Section key="1" type="movie" shared="1"/>
                    <Section key="2" type="show" shared="1"/>
                  </SharedServer>
                  <SharedServer id="3" userID="2004" filterAll="label=kids">
                    <Section key="2" type="show" shared="1"/>
                  </SharedServer>
                  <SharedServer id="4"><Section key="1" type="movie" shared="1"/></SharedServer>
                </MediaContainer>
                """;

        assertThat(SharedServers.read(text)).containsExactly(new PlexShare("2002", "1"), new PlexShare("2003", "2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Sorry</body></html>",
                "{\"errors\":[]}",
                "<MediaContainer><SharedServer>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><MediaContainer>&e;</MediaContainer>"
            })
    void whatIsNoListIsRefusedInsteadOfEndingAllShares(String text) {
        assertThatThrownBy(() -> SharedServers.read(text)).isInstanceOf(PlexUnavailableException.class);
    }
}
