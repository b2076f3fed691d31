package io.medianest.auth.user;

import io.medianest.runtime.security.Role;
import io.medianest.runtime.validation.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an ADMIN changes of a user; what is absent stays as it is. */
@Schema(description = "What to change of a user; what is absent stays as it is")
record ChangeUser(
        @Nullable Role role,
        @Nullable UserStatus status,
        @Nullable Boolean requiresPasswordChange,
        @PlainText @Nullable String name) {}
