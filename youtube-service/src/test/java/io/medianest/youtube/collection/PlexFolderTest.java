package io.medianest.youtube.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlexFolderTest {

    @ParameterizedTest
    @CsvSource({
        "/media/youtube, /media/youtube/Mix [PL1]/01 a.mp4, /media/youtube/Mix [PL1]",
        "/media/youtube/, /media/youtube/Mix [PL1]/01 a.mp4, /media/youtube/Mix [PL1]",
        "/, /Mix [PL1]/01 a.mp4, /Mix [PL1]",
        "D:\\Videos\\YouTube, D:\\Videos\\YouTube\\Mix [PL1]\\01 a.mp4, D:\\Videos\\YouTube\\Mix [PL1]",
        "\\\\nas\\videos\\, \\\\nas\\videos\\Mix [PL1]\\01 a.mp4, \\\\nas\\videos\\Mix [PL1]"
    })
    void filesAreWherePlexSeesThem(String folder, String file, String folderOfFile) {
        PlexFolder plex = new PlexFolder(folder);

        assertThat(plex.at("Mix [PL1]/01 a.mp4")).isEqualTo(file);
        assertThat(plex.folderOf("Mix [PL1]/01 a.mp4")).isEqualTo(folderOfFile);
        assertThat(plex.folderOf("a.mp4")).isEqualTo(plex.path());
    }

    @ParameterizedTest
    @CsvSource({
        "/media/youtube, /media/youtube, true",
        "/media/youtube, /media/youtube/, true",
        "/media/youtube, /media, true",
        "/media/youtube, /, true",
        "/media/youtube, /media/you, false",
        "/media/youtube, /media/youtube/kids, false",
        "D:\\Videos\\YouTube, D:\\Videos, true"
    })
    void aLibraryHoldsItIfOneOfItsFoldersDoes(String folder, String location, boolean held) {
        assertThat(new PlexFolder(folder).isWithin(List.of("/somewhere/else", location)))
                .isEqualTo(held);
    }
}
