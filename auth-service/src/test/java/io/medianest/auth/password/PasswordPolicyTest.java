package io.medianest.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
    private static final List<String> ADA = List.of("ada.lovelace@example.org", "Ada Lovelace");

    private final PasswordPolicy policy = new PasswordPolicy(BreachList.EMPTY);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "all lower case words are fine",
                "8361 5920 7743 1",
                "съешь же ещё этих мягких булок",
                "パスワードは長い方がいいと思いますよ",
                "🦊🌵🎻🚲🧊🍋🪁🐙🎲🧭🪴🛶🥨🧲🪐",
                "   spaces all   around   them   "
            })
    void takes(String password) {
        assertThat(objection(password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fourteen chars",
                "aaaaaaaaaaaaaaaaaaaa",
                "passwordpassword",
                "123456789012345",
                "qwertyuiopasdfgh",
                "abcdefghijklmnop",
                "Lovelace-Lovelace",
                "ada.lovelace@example.org",
                "medianestmedianest",
                "correct horse\0battery staple",
                "correct horse\nbattery staple"
            })
    void refuses(String password) {
        assertThat(objection(password)).isPresent();
    }

    @Test
    void refusesHalfACharacter() {
        assertThat(objection("correct horse battery \uD83E")).isPresent();
    }

    @Test
    void countsCharactersHoweverTheyAreWritten() {
        // 14 characters as 28 code points: base letters with a combining accent.
        String decomposed = "e\u0301".repeat(14);

        assertThat(objection(decomposed))
                .hasValueSatisfying(why -> assertThat(why).contains("15"));
    }

    @Test
    void theSameTextIsTheSamePasswordOnEveryKeyboard() {
        assertThat(PasswordPolicy.normalise("Cafe\u0301 ﬁnd")).isEqualTo(PasswordPolicy.normalise("Café find"));
    }

    @Test
    void takesVeryLongOnesWhole() {
        String longest = "correct horse battery staple ".repeat(36).substring(0, PasswordPolicy.MAX_LENGTH);

        assertThat(objection(longest)).isEmpty();
        assertThat(objection(longest + "x")).isPresent();
    }

    @Test
    void besideASecondFactorEightAreEnough() {
        NewPassword eight = new NewPassword("password", "kzq7 vwx", ADA, true);

        assertThat(policy.objection(eight)).isEmpty();
        assertThat(eight.isShort()).isTrue();
        assertThat(policy.objection(new NewPassword("password", "kzq7 vw", ADA, true)))
                .hasValueSatisfying(why -> assertThat(why).contains("8"));
        assertThat(policy.objection(new NewPassword("password", "password1", ADA, true)))
                .isPresent();
        assertThat(policy.objection(new NewPassword("password", "kzq7 vwx", ADA)))
                .isPresent();
        assertThat(new NewPassword("password", "correct horse battery", ADA).isShort())
                .isFalse();
    }

    @Test
    void refusesWhatTheOperatorsListHolds(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("breached"), "Tr0ub4dor & Fünf Zebras\nsome other line\n");
        PasswordPolicy strict = new PasswordPolicy(BreachList.read(file));

        for (String known : List.of("Tr0ub4dor & Fünf Zebras", "tr0ub4dor & fu\u0308nf zebras")) {
            assertThat(strict.objection(new NewPassword("password", known, ADA)))
                    .isPresent();
            assertThat(objection(known)).isEmpty();
        }
        assertThat(strict.objection(new NewPassword("password", "correct horse battery staple", ADA)))
                .isEmpty();
        assertThatThrownBy(() -> BreachList.read(folder.resolve("missing")))
                .hasMessageContaining("medianest.passwords.breach-file");
    }

    private Optional<String> objection(String password) {
        return policy.objection(new NewPassword("password", password, ADA));
    }
}
