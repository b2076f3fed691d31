package io.medianest.auth.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** Appendix B of RFC 6238, of whose eight digits apps show the last six. */
    @ParameterizedTest
    @CsvSource({
        "59,          287082",
        "1111111109,  081804",
        "1111111111,  050471",
        "1234567890,  005924",
        "2000000000,  279037",
        "20000000000, 353130"
    })
    void isRfc6238(long second, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    @Test
    void toleratesOneStepOfAClockThatIsOff() {
        Instant now = Instant.ofEpochSecond(1_111_111_109);
        long step = Totp.step(now);

        for (int off = -1; off <= 1; off++) {
            assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step + off), now)).hasValue(step + off);
        }
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step + 2), now)).isEmpty();
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step - 2), now)).isEmpty();
    }

    /** Section 10 of RFC 4648, without padding. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void base32IsRfc4648(String plain, String encoded) {
        assertThat(Base32.encode(plain.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    }

    @Test
    void whatTheAppReadsIsEscaped() {
        Enrolment enrolment = Enrolment.of(SECRET, "Media Nest", "a+b@example.org");

        assertThat(enrolment.otpauthUri())
                .isEqualTo("otpauth://totp/Media%20Nest:a%2Bb%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Media%20Nest&algorithm=SHA1&digits=6&period=30");
    }

    @Test
    void recoveryCodesAreReadAsTheyAreCopied() {
        String code = RecoveryCodes.create().getFirst();

        assertThat(code).matches("([0-9a-hjkmnp-tv-z]{4}-){2}[0-9a-hjkmnp-tv-z]{4}");
        assertThat(RecoveryCodes.normalise(
                        " " + code.toUpperCase(java.util.Locale.ROOT).replace("-", " ")))
                .isEqualTo(code.replace("-", ""));
        assertThat(RecoveryCodes.normalise("OIl0")).isEqualTo("0110");
    }
}
