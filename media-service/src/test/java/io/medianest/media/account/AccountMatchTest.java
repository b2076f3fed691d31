package io.medianest.media.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.media.overseerr.OverseerrUser;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountMatchTest {
    private static final OverseerrUser OWNER = new OverseerrUser(1, "100", "owner@example.org", "owner");
    private static final OverseerrUser PLEX = new OverseerrUser(2, "200", "plex@example.org", "plex");
    private static final OverseerrUser LOCAL = new OverseerrUser(3, null, "Local@example.org", "local");
    private static final List<OverseerrUser> ALL = List.of(OWNER, PLEX, LOCAL);

    @Test
    void byPlexIdAlone() {
        assertThat(AccountMatch.byPlex(person("200", null), ALL)).contains(new AccountMatch(2, "plex"));
        assertThat(AccountMatch.byPlex(person("201", "plex@example.org"), ALL)).isEmpty();
        assertThat(AccountMatch.byPlex(person(null, null), ALL)).isEmpty();
    }

    @Test
    void theOwnerIsFoundByPlexIdOnly() {
        assertThat(AccountMatch.byPlex(person("100", null), ALL)).contains(new AccountMatch(1, "plex"));
        assertThat(AccountMatch.byEmail(person(null, "owner@example.org"), ALL)).isEmpty();
    }

    @Test
    void byVerifiedAddressWhateverItsCase() {
        assertThat(AccountMatch.byEmail(person(null, "local@EXAMPLE.org"), ALL)).contains(new AccountMatch(3, "email"));
        assertThat(AccountMatch.byEmail(person("300", "local@example.org"), ALL))
                .contains(new AccountMatch(3, "email"));
        assertThat(AccountMatch.byEmail(person(null, null), ALL)).isEmpty();
    }

    @Test
    void neverToAnotherPlexAccount() {
        assertThat(AccountMatch.byEmail(person("300", "plex@example.org"), ALL)).isEmpty();
    }

    private static Person person(String plexId, String email) {
        return new Person(UUID.randomUUID(), plexId, email, null, null);
    }
}
