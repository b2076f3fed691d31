package io.medianest.auth.user;

/**
 * A user who may sign in, with what an access token says.
 *
 * @param view the user
 * @param sessionVersion the claim {@code ver}
 */
public record Member(UserView view, int sessionVersion) {}
