package io.medianest.media.overseerr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentEncodingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            matrix              | matrix
            the matrix          | the%20matrix
            a*b+c               | a%2Ab%2Bc
            ':/?#[]@!$&()*+,;=' | %3A%2F%3F%23%5B%5D%40%21%24%26%28%29%2A%2B%2C%3B%3D
            Amélie              | Am%C3%A9lie
            千と千尋            | %E5%8D%83%E3%81%A8%E5%8D%83%E5%B0%8B
            100% -._~           | 100%25%20-._~
            """)
    void everythingReservedIsEncoded(String value, String encoded) {
        assertThat(PercentEncoding.encode(value)).isEqualTo(encoded);
    }
}
