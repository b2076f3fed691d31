package io.medianest.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What holds for every table, so that the next one is held to it too. */
@ExtendWith(DatabaseExtension.class)
class SchemaRulesTest {
    private static final String IN_SLICES = " n.nspname in ('auth', 'media', 'youtube', 'monitor', 'audit') ";

    private Session owner;

    @BeforeEach
    void connect(TestDatabase database) throws SQLException {
        owner = database.connect(LoginRole.MEDIANEST_OWNER);
    }

    @AfterEach
    void disconnect() throws SQLException {
        owner.close();
    }

    @Test
    void tablesAreTheseAndNoOthers() throws SQLException {
        assertThat(owner.rows("""
                        select n.nspname || '.' || c.relname from pg_class c
                          join pg_namespace n on n.oid = c.relnamespace
                         where c.relkind in ('r', 'p') and not c.relispartition and""" + IN_SLICES))
                .containsExactlyInAnyOrder(
                        "auth.users",
                        "auth.accounts",
                        "auth.sessions",
                        "auth.session_tokens",
                        "auth.verification_tokens",
                        "auth.rate_limits",
                        "auth.keyed_limits",
                        "auth.local_credentials",
                        "auth.devices",
                        "auth.security_events",
                        "auth.api_keys",
                        "auth.signing_keys",
                        "auth.revocations",
                        "auth.setup_tokens",
                        "auth.plex_pins",
                        "auth.plex_client",
                        "auth.jobs",
                        "auth.mail_outbox",
                        "auth.password_reset_requests",
                        "auth.second_factors",
                        "auth.recovery_codes",
                        "auth.outbox_events",
                        "auth.processed_events",
                        "auth.idempotency_keys",
                        "media.media_requests",
                        "media.media_request_seasons",
                        "media.media_request_history",
                        "media.request_followers",
                        "media.request_rules",
                        "media.overseerr_users",
                        "media.parked_webhooks",
                        "media.sync_state",
                        "media.library_sections",
                        "media.library_titles",
                        "media.library_seasons",
                        "media.library_collections",
                        "media.library_collection_items",
                        "media.library_shares",
                        "media.library_openings",
                        "media.outbox_events",
                        "media.processed_events",
                        "media.idempotency_keys",
                        "youtube.youtube_downloads",
                        "youtube.youtube_download_items",
                        "youtube.videos",
                        "youtube.queue_state",
                        "youtube.removals",
                        "youtube.outbox_events",
                        "youtube.processed_events",
                        "youtube.idempotency_keys",
                        "monitor.service_status",
                        "monitor.service_config",
                        "monitor.error_logs",
                        "monitor.probe_schedule",
                        "monitor.service_state_intervals",
                        "monitor.service_rollups",
                        "monitor.incidents",
                        "monitor.maintenance_windows",
                        "monitor.error_groups",
                        "monitor.alert_channels",
                        "monitor.alert_deliveries",
                        "monitor.dead_letter_marks",
                        "monitor.jobs",
                        "monitor.job_requests",
                        "monitor.outbox_events",
                        "monitor.processed_events",
                        "monitor.idempotency_keys",
                        "audit.change_log",
                        "audit.hash_keys");
    }

    @Test
    void everyTableHasAPrimaryKey() throws SQLException {
        assertThat(owner.rows("""
                        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                         where c.relkind in ('r', 'p')
                           and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)
                           and""" + IN_SLICES)).isEmpty();
    }

    @Test
    void timesCarryTheirZone() throws SQLException {
        assertThat(owner.rows("""
                        select c.relname, a.attname from pg_attribute a
                          join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
                         where a.atttypid = 'timestamp'::regtype and""" + IN_SLICES)).isEmpty();
    }

    /** Names that PostgreSQL makes up end in a number as soon as there are two. */
    @Test
    void checksAreNamedAfterTheirTable() throws SQLException {
        assertThat(owner.rows("""
                        select k.conname, c.relname from pg_constraint k
                          join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
                         where k.contype = 'c' and not c.relispartition
                           and (k.conname not like c.relname || '\\_%\\_check') and""" + IN_SLICES)).isEmpty();
    }

    @Test
    void everyTableIsAuditedOrKnownNotToBe() throws SQLException {
        assertThat(owner.rows("""
                        select n.nspname || '.' || c.relname from pg_class c
                          join pg_namespace n on n.oid = c.relnamespace
                         where c.relkind in ('r', 'p') and not c.relispartition and n.nspname <> 'audit'
                           and c.relname not in ('outbox_events', 'processed_events', 'idempotency_keys')
                           and not exists (select from pg_trigger t where t.tgrelid = c.oid
                                              and t.tgname = 'audit_changes' and t.tgenabled = 'O') and""" + IN_SLICES))
                .containsExactlyInAnyOrder(
                        "auth.jobs",
                        "monitor.jobs",
                        "auth.keyed_limits",
                        "auth.plex_pins",
                        "auth.mail_outbox",
                        "auth.password_reset_requests",
                        "auth.security_events",
                        "media.media_request_history",
                        "media.parked_webhooks",
                        "media.sync_state",
                        "media.library_sections",
                        "media.library_titles",
                        "media.library_seasons",
                        "media.library_collections",
                        "media.library_collection_items",
                        "media.library_shares",
                        "youtube.queue_state",
                        "youtube.removals",
                        "monitor.alert_deliveries",
                        "monitor.error_logs",
                        "monitor.probe_schedule",
                        "monitor.service_state_intervals",
                        "monitor.service_rollups");
    }

    /** A definer's function whose search_path the caller sets can be made to run the caller's code. */
    @Test
    void functionsOfADefinerHaveAFixedSearchPath() throws SQLException {
        assertThat(owner.rows("""
                        select p.proname, p.proconfig from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                         where p.prosecdef and""" + IN_SLICES + "order by 1"))
                .containsExactly(
                        "record_change|{\"search_path=pg_catalog, pg_temp\"}",
                        "request_job|{\"search_path=pg_catalog, pg_temp\"}",
                        "request_job|{\"search_path=pg_catalog, pg_temp\"}",
                        "take_keyed_limit|{\"search_path=pg_catalog, pg_temp\"}",
                        "take_rate_limit|{\"search_path=pg_catalog, pg_temp\"}");
    }

    @Test
    void partitionsReachSixMonthsAhead() throws SQLException {
        assertThat(owner.rows("""
                        select p.relname, count(*) filter (where c.relname ~ '_y[0-9]{4}m[0-9]{2}$'),
                               max(c.relname) = p.relname || to_char(now() + interval '6 months', '"_y"YYYY"m"MM')
                          from pg_inherits i
                          join pg_class p on p.oid = i.inhparent join pg_class c on c.oid = i.inhrelid
                         where p.relkind = 'p' and c.relkind = 'r'
                         group by p.relname order by 1"""))
                .containsExactly(
                        "change_log|7|t", "error_logs|7|t", "service_rollups_day|7|t", "service_rollups_hour|7|t");
    }

    @Test
    void theServicesThatMediaNestIsMadeOfAreThereAndNeverChecked() throws SQLException {
        assertThat(owner.rows("""
                        select s.service_name, s.status, s.enabled, s.built_in, p.watch
                        from monitor.service_status s join monitor.probe_schedule p on p.service_id = s.id
                        order by s.id"""))
                .containsExactly(
                        "plex||t|t|",
                        "overseerr||t|t|",
                        "uptime-kuma||t|t|",
                        "redis||t|t|",
                        "database||t|t|",
                        "kafka||t|t|",
                        "gateway||t|t|",
                        "auth-service||t|t|",
                        "media-service||t|t|",
                        "youtube-service||t|t|",
                        "disk||t|t|",
                        "yt-dlp||t|t|");
    }
}
