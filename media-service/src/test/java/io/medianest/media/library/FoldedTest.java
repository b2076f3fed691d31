package io.medianest.media.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldedTest {

    @Test
    void capitalsAccentsAndGapsDoNotMatter() {
        assertThat(Folded.of("  Le Fabuleux\tDestin d'AMÉLIE ")).isEqualTo("le fabuleux destin d'amelie");
        assertThat(Folded.of("Ａｋｉｒａ")).isEqualTo("akira");
        assertThat(Folded.of("千と千尋の神隠し")).startsWith("千と千");
    }

    @Test
    void nothingIsTornApart() {
        assertThat(Folded.cut("ab😀", 3)).isEqualTo("ab");
        assertThat(Folded.cut("a\0b", 3)).isEqualTo("ab");
        assertThat(Folded.of("x".repeat(300))).hasSize(200);
    }

    @Test
    void patternsMeanWhatWasTyped() {
        assertThat(Folded.containing("100%_\\")).isEqualTo("%100\\%\\_\\\\%");
    }
}
