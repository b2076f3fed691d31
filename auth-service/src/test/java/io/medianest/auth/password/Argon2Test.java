package io.medianest.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2Test {

    @Test
    void writesThePhcFormat() {
        assertThat(Argon2.hash("a password"))
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    @Test
    void saltsEachHash() {
        assertThat(Argon2.hash("a password")).isNotEqualTo(Argon2.hash("a password"));
    }

    @Test
    void matchesThePasswordAndNoOther() {
        String hash = Argon2.hash("пароль 🔑");

        assertThat(Argon2.matches("пароль 🔑", hash)).isTrue();
        assertThat(Argon2.matches("пароль", hash)).isFalse();
        assertThat(Argon2.matches("", hash)).isFalse();
    }

    /** Made by the reference implementation: {@code echo -n "password" | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32 -e}. */
    @Test
    void readsWhatTheReferenceImplementationWrote() {
        String reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(Argon2.matches("password", reference)).isTrue();
        assertThat(Argon2.matches("Password", reference)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"
            })
    void refusesWhatIsNoHash(String hash) {
        assertThatThrownBy(() -> Argon2.matches("password", hash)).isInstanceOf(IllegalArgumentException.class);
    }
}
