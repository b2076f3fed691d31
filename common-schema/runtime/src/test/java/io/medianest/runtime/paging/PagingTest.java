package io.medianest.runtime.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.SecretsConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    private static final Position POSITION =
            new Position(Instant.parse("2026-03-01T12:30:45.123456Z"), UUID.randomUUID());

    @TempDir
    Path dir;

    private Paging paging;

    @BeforeEach
    void create() throws IOException {
        String pepper = Base64.getEncoder()
                .encodeToString("a pepper of at least 32 bytes....".getBytes(StandardCharsets.US_ASCII));
        paging = new Paging(new Secrets(Files.writeString(dir.resolve("pepper"), pepper)));
    }

    @Test
    void cursorLeadsBackToItsPosition() {
        String cursor = paging.encode("requests", POSITION);

        PageRequest request = paging.request("requests", "7", cursor);

        assertThat(request.after()).isEqualTo(POSITION);
        assertThat(request.limit()).isEqualTo(7);
        assertThat(request.fetch()).isEqualTo(8);
    }

    @Test
    void firstPageHasTheDefaultLimitAndNoPosition() {
        PageRequest request = paging.request("requests", null, null);

        assertThat(request.limit()).isEqualTo(20);
        assertThat(request.after()).isNull();
    }

    @Test
    void everyChangedCharacterOfACursorIsNoticed() {
        String cursor = paging.encode("requests", POSITION);
        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String tampered = cursor.substring(0, i) + other + cursor.substring(i + 1);

            assertThat(codeOf("requests", "20", tampered)).as(tampered).isEqualTo("INVALID_CURSOR");
        }
    }

    @Test
    void cursorOfAnotherListIsRefused() {
        assertThat(codeOf("users", "20", paging.encode("requests", POSITION))).isEqualTo("INVALID_CURSOR");
    }

    @Test
    void aTextualPositionIsFoundAgainInItsOwnListOnly() {
        TextPageRequest one = paging.textRequest("titles", "1", null);
        TextPosition position = new TextPosition("amélie, le fabuleux destin", 4711);
        String cursor =
                one.page(List.of(position, position), row -> row, row -> row).nextCursor();

        assertThat(paging.textRequest("titles", null, cursor).after()).isEqualTo(position);
        assertThat(one.page(List.of(position), row -> row, row -> row).nextCursor())
                .isNull();
        for (String other : List.of("itles", "titles:added", "n titles")) {
            assertThat(catchThrowableOfType(ProblemException.class, () -> paging.textRequest(other, null, cursor))
                            .code())
                    .isEqualTo("INVALID_CURSOR");
        }
        assertThat(codeOf("titles", "20", cursor)).isEqualTo("INVALID_CURSOR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "====", "' or 1=1", "AAAA", "\u0000"})
    void whatIsNoCursorIsRefused(String cursor) {
        assertThat(codeOf("requests", "20", cursor)).isEqualTo("INVALID_CURSOR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "abc", "-1", "1.5", "", " 5", "99999999999999999999", "٣"})
    void limitOutOfRangeNamesItsField(String limit) {
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> paging.request("requests", limit, null));

        assertThat(problem.code()).isEqualTo("VALIDATION_FAILED");
        assertThat(problem.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("limit");
            assertThat(error.message()).contains("1 to 100");
        });
    }

    @Test
    void pageHasACursorOnlyIfThereAreFurtherRows() {
        PageRequest two = paging.request("requests", "2", null);
        Position second = new Position(Instant.EPOCH.plusSeconds(2), UUID.randomUUID());
        Position third = new Position(Instant.EPOCH.plusSeconds(1), UUID.randomUUID());

        Page<Position> first = Page.of(List.of(POSITION, second, third), two, row -> row);
        Page<Position> last = Page.of(List.of(POSITION, second), two, row -> row);

        assertThat(first.items()).containsExactly(POSITION, second);
        assertThat(paging.request("requests", "2", first.nextCursor()).after()).isEqualTo(second);
        assertThat(last.nextCursor()).isNull();
    }

    private String codeOf(String list, String limit, String cursor) {
        return catchThrowableOfType(ProblemException.class, () -> paging.request(list, limit, cursor))
                .code();
    }

    private record Secrets(Path pepperFile) implements SecretsConfig {
        @Override
        public Optional<Path> authKeysetFile() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> connectionsKeysetFile() {
            return Optional.empty();
        }
    }
}
