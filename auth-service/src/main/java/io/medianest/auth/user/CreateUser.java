package io.medianest.auth.user;

import io.medianest.auth.password.Passwords;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.validation.PlainText;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A user whom an ADMIN makes.
 *
 * @param role USER if absent
 * @param requiresPasswordChange false if absent
 * @param emailVerified whether the ADMIN vouches that the address is this person's; false if absent
 */
@Schema(description = "A new user, who signs in with a password")
record CreateUser(
        @NotNull @Email @PlainText(max = MAX_EMAIL) @Schema(examples = "ada@example.org")
        String email,

        @NotNull @PlainText @Schema(examples = "Ada") String name,

        @NotNull @Size(max = Passwords.MAX_LENGTH) @Schema(examples = "four words of your own")
        String password,

        @Nullable Role role,
        @Nullable Boolean requiresPasswordChange,
        @Nullable Boolean emailVerified) {
    /** The longest address that mail systems take (RFC 5321). */
    static final int MAX_EMAIL = 254;

    NewUser user() {
        return new NewUser(
                email,
                name,
                role == null ? Role.USER : role,
                Boolean.TRUE.equals(requiresPasswordChange),
                Boolean.TRUE.equals(emailVerified));
    }

    List<String> context() {
        return List.of(email, name);
    }

    /** Shows no password, wherever this is printed. */
    @Override
    public String toString() {
        return "CreateUser[role=" + role + "]";
    }
}
