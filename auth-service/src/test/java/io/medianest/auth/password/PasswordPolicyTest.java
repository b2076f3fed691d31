package io.medianest.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
    private static final List<String> ADA = List.of("ada.lovelace@example.org", "Ada Lovelace");

    private final PasswordPolicy policy = new PasswordPolicy();

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
        assertThat(policy.objection(password, ADA)).isEmpty();
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
        assertThat(policy.objection(password, ADA)).isPresent();
    }

    @Test
    void refusesHalfACharacter() {
        assertThat(policy.objection("correct horse battery \uD83E", ADA)).isPresent();
    }

    @Test
    void countsCharactersHoweverTheyAreWritten() {
        // 14 characters as 28 code points: base letters with a combining accent.
        String decomposed = "e\u0301".repeat(14);

        assertThat(policy.objection(decomposed, ADA))
                .hasValueSatisfying(why -> assertThat(why).contains("15"));
    }

    @Test
    void theSameTextIsTheSamePasswordOnEveryKeyboard() {
        assertThat(PasswordPolicy.normalise("Cafe\u0301 ﬁnd")).isEqualTo(PasswordPolicy.normalise("Café find"));
    }

    @Test
    void takesVeryLongOnesWhole() {
        String longest = "correct horse battery staple ".repeat(36).substring(0, PasswordPolicy.MAX_LENGTH);

        assertThat(policy.objection(longest, ADA)).isEmpty();
        assertThat(policy.objection(longest + "x", ADA)).isPresent();
    }
}
