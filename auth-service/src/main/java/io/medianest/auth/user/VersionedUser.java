package io.medianest.auth.user;

/**
 * A user with the version that the answer's {@code ETag} names.
 *
 * @param view the user
 * @param version raised by each change, though not by signing in
 */
record VersionedUser(UserView view, long version) {}
