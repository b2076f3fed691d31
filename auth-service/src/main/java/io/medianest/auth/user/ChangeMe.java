package io.medianest.auth.user;

import io.medianest.runtime.validation.PlainText;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody changes of oneself; what is absent stays as it is. */
@Schema(description = "What to change of oneself; what is absent stays as it is")
record ChangeMe(
        @PlainText @Nullable String name,

        @Email @PlainText(max = CreateUser.MAX_EMAIL) @Nullable
        String email,

        @Size(max = MAX_IMAGE)
        @Pattern(regexp = "https://[\\x21-\\x7e]+", message = "must be an https address")
        @Nullable
        String image) {
    /** As long as an address may be everywhere. */
    static final int MAX_IMAGE = 2_048;
}
