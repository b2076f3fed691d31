package io.medianest.youtube.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.youtube.address.Quality;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
    private static final String ID = "dQw4w9WgXcQ";
    private static final String LIST = "PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf";

    @Test
    void namesSayWhatIsWhat() {
        assertThat(FileNames.stem(7, "A day out", ID)).isEqualTo("007 - A day out [" + ID + "]");
        assertThat(FileNames.stem(1234, "A day out", ID)).isEqualTo("1234 - A day out [" + ID + "]");
        assertThat(FileNames.folder("Days out", LIST, Quality.BEST)).isEqualTo("Days out [" + LIST + "]");
        assertThat(FileNames.folder("", LIST, Quality.P720)).isEqualTo("[" + LIST + "] 720p");
        assertThat(FileNames.stem(1, "Größe: 5/6 \uD83D\uDE00", ID))
                .isEqualTo("001 - Größe_ 5_6 \uD83D\uDE00 [" + ID + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../..",
                "../../etc/passwd",
                "..\\..\\windows",
                "/etc/passwd",
                "~/.ssh/id_rsa",
                "-rf",
                "--exec=touch x",
                "%(id)s",
                "%(playlist_title)s/../x",
                "%%%",
                "%s%n%x",
                "CON",
                "a\u0000b",
                "a\nb\rc\td",
                "\u001b[31mred",
                "\u202Egnp.exe",
                "\u200B\uFEFF",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "\uD800 half",
                "a\u2028b\u2029c",
                "$(touch x)",
                "`touch x`",
                "; rm -rf /",
                "| cat",
                "* ? [abc] {a,b}",
                "\"quoted\" 'and' <tags>",
                "   spaces   ",
                "ends with dots...",
                "[" + ID + "].mp4"
            })
    void noTitleLeavesTheFolder(String title) {
        Path root = Path.of("/root");
        String stem = FileNames.stem(1, title, ID);
        String folder = FileNames.folder(title, LIST, Quality.BEST);

        assertThat(root.resolve(folder).resolve(stem + ".mp4").normalize())
                .isEqualTo(root.resolve(folder).resolve(stem + ".mp4"))
                .matches(path -> path.getNameCount() == 3);
        assertThat(stem).startsWith("001 - ").endsWith("[" + ID + "]");
        assertThat(folder).endsWith("[" + LIST + "]").doesNotStartWith(".").doesNotStartWith("-");
        assertThat(stem + folder).doesNotContainPattern("[\\p{Cc}\\p{Cf}/\\\\%*?\"<>|$`;&]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ü", "\uD83D\uDE00", "\u6F22"})
    void noTitleIsTooLongForADisk(String letter) {
        String title = letter.repeat(3000);

        assertThat(FileNames.stem(500, title, ID).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(200);
        assertThat(FileNames.folder(title, LIST, Quality.P1080).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(250);
    }
}
