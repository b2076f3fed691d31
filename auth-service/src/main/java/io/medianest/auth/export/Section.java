package io.medianest.auth.export;

import java.util.List;

/**
 * One part of the copy: what one table or view knows of a person. Never a secret, nor what would open anything; columns are
 * named one by one, so that a new one is not told before somebody has thought about it.
 *
 * @param name in the copy
 * @param sql the rows of the person {@code $1}, newest first, with their names in the copy
 */
record Section(String name, String sql) {
    /** All parts, in their order. */
    static final List<Section> ALL = List.of(
            new Section("profile", """
                    select id, email, email_verified_at as "emailVerifiedAt", pending_email as "pendingEmail", name, image,
                           role, status, plex_id as "plexId", plex_username as "plexUsername",
                           requires_password_change as "requiresPasswordChange",
                           created_at as "createdAt", updated_at as "updatedAt", last_login_at as "lastLoginAt"
                      from users where id = $1"""),
            new Section("accounts", """
                    select provider, provider_account_id as "providerAccountId", created_at as "linkedAt"
                      from accounts where user_id = $1 order by created_at desc"""),
            new Section("passwords", """
                    select created_at as "createdAt", changed_at as "changedAt"
                      from local_credentials where user_id = $1"""),
            new Section("secondFactors", """
                    select created_at as "createdAt", confirmed_at as "confirmedAt",
                           (select count(*) from recovery_codes c where c.user_id = f.user_id and c.used_at is null)
                             as "recoveryCodesLeft"
                      from second_factors f where user_id = $1"""),
            new Section("waitingMails", """
                    select id, created_at as "createdAt", expires_at as "expiresAt"
                      from mail_outbox where user_id = $1 order by created_at desc"""),
            new Section("devices", """
                    select id, name, platform, created_at as "createdAt", last_used_at as "lastUsedAt",
                           host(last_ip) as "lastIp", revoked_at as "endedAt", expires_at as "expiresAt"
                      from devices where user_id = $1 order by created_at desc"""),
            new Section("webSessions", """
                    select id, created_at as "createdAt", last_used_at as "lastUsedAt", expires as "expiresAt"
                      from sessions where user_id = $1 order by created_at desc"""),
            new Section("apiKeys", """
                    select id, name, key_prefix as "prefix", scopes, created_at as "createdAt",
                           expires_at as "expiresAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"
                      from api_keys where user_id = $1 order by created_at desc"""),
            new Section("securityEvents", """
                    select type, created_at as "createdAt", suspicious, device_id as "deviceId", host(ip) as "ip",
                           user_agent as "userAgent", detail
                      from security_events where user_id = $1 order by created_at desc, id desc"""),
            new Section("rateLimits", """
                    select endpoint, request_count as "requestCount", window_start as "windowStart"
                      from rate_limits where user_id = $1 order by window_start desc"""),
            new Section("mediaRequests", """
                    select id, title, media_type as "mediaType", tmdb_id as "tmdbId", status,
                           failure_reason as "failureReason", decision_note as "decisionNote",
                           all_seasons as "allSeasons", seasons, created_at as "createdAt", completed_at as "completedAt"
                      from media.person_requests where user_id = $1 order by created_at desc, id desc"""),
            new Section("mediaRequestSteps", """
                    select request_id as "requestId", to_status as "status", note, created_at as "createdAt"
                      from media.person_request_steps where user_id = $1 order by created_at desc"""),
            new Section("followedRequests", """
                    select request_id as "requestId", title, created_at as "createdAt"
                      from media.person_follows where user_id = $1 order by created_at desc"""),
            new Section("requestRule", """
                    select approve_movies as "approveMovies", approve_series as "approveSeries",
                           movie_limit as "movieLimit", movie_days as "movieDays", season_limit as "seasonLimit",
                           season_days as "seasonDays", open_limit as "openLimit", created_at as "createdAt",
                           updated_at as "updatedAt"
                      from media.person_request_rules where user_id = $1"""),
            new Section("overseerrAccount", """
                    select overseerr_user_id as "overseerrUserId", matched_by as "matchedBy", created_at as "createdAt"
                      from media.person_overseerr_account where user_id = $1"""),
            new Section("youtubeDownloads", """
                    select id, playlist_url as "playlistUrl", playlist_title as "playlistTitle", quality,
                           keep_in_sync as "keepInSync", status, failure_reason as "failureReason",
                           items_total as "itemsTotal", items_done as "itemsDone", items_failed as "itemsFailed",
                           created_at as "createdAt", completed_at as "completedAt"
                      from youtube.person_downloads where user_id = $1 order by created_at desc, id desc"""),
            new Section("youtubeVideos", """
                    select download_id as "downloadId", video_id as "videoId", position, title, status,
                           failure_reason as "failureReason", file_path as "filePath", file_bytes as "fileBytes",
                           completed_at as "completedAt"
                      from youtube.person_download_items where user_id = $1 order by download_id desc, position"""),
            new Section("errors", """
                    select correlation_id as "correlationId", error_code as "errorCode",
                           error_message as "errorMessage", request_method as "requestMethod",
                           request_path as "requestPath", status_code as "statusCode", created_at as "createdAt"
                      from monitor.person_errors where user_id = $1 order by created_at desc, id desc"""),
            new Section("changes", """
                    select created_at as "createdAt", schema_name || '.' || table_name as "table", row_id as "rowId",
                           operation, actor_id = $1::uuid::text as "byMe"
                      from audit.person_changes
                     where actor_id = $1::uuid::text or (table_name = 'users' and row_id = $1::uuid::text)
                     order by created_at desc, id desc"""));

    /** The rows as one JSON array; {@code $2} is how many at most. */
    String asJson() {
        return "select coalesce(json_agg(row_to_json(s)), '[]'::json) as rows from (" + sql + " limit $2) s";
    }
}
