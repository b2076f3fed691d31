package io.medianest.bench.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Fills the database: people who have each asked for 200 things over five years, seven films to three series, nearly all
 * of them completed. Triggers and indexes are set aside meanwhile, so that ten million requests take minutes.
 */
public final class Household {
    /** So many requests has each person. */
    public static final int REQUESTS_EACH = 200;

    private static final int FEWEST_PEOPLE = 50;
    private static final long WORTH_REBUILDING = 100_000;

    private static final String PEOPLE = """
            insert into auth.users (id, email, name, role, email_verified_at, created_at)
            select md5('person ' || i)::uuid, 'person' || i || '@example.org', 'Person ' || i,
                   case i when 0 then 'ADMIN' else 'USER' end, now(), now() - interval '5 years'
            from generate_series(?, ?) i
            on conflict do nothing
            """;
    /** Every thirtieth request is under way; those have titles of their own, since a film is under way once. */
    private static final String REQUESTS = """
            insert into media.media_requests
              (id, user_id, title, title_verified, media_type, tmdb_id, status, overseerr_id, year, poster_path,
               created_at, updated_at, completed_at, version, submission_state)
            select md5('request ' || i)::uuid, md5('person ' || 1 + i % (? - 1))::uuid,
                   (array['The Last', 'A Quiet', 'Return of the', 'Beyond the', 'Night of the', 'Our'])[1 + i % 6] || ' '
                     || (array['Harbour', 'Winter', 'Detective', 'Garden', 'Signal', 'Orchestra', 'Machine'])[1 + i % 7]
                     || ' ' || i % 50000,
                   true, case when i % 10 < 7 then 'movie' else 'tv' end,
                   case when i % 30 = 0 then 1000000000 + i else 1 + i % 50000 end,
                   case i % 30 when 0 then 'processing' when 1 then 'failed' when 2 then 'archived' else 'completed' end,
                   i::varchar, 1950 + i % 75, '/' || md5(i::text) || '.jpg',
                   now() - interval '5 years' * (1 - i::float8 / ?), now() - interval '5 years' * (1 - i::float8 / ?),
                   case when i % 30 > 2 then now() - interval '5 years' * (1 - i::float8 / ?) end,
                   3, 'sent'
            from generate_series(?, ?) i
            """;

    private static final String SEASONS = """
            insert into media.media_request_seasons (request_id, season_number, tmdb_id, status, active)
            select r.id, s, r.tmdb_id, r.status, r.status = 'processing'
            from (select md5('request ' || i)::uuid as id from generate_series(?, ?) i where i % 10 >= 7) i
            join media.media_requests r on r.id = i.id, generate_series(1, 2) s
            """;
    private static final String INDEXES = """
            select i.indexname, i.indexdef from pg_indexes i
            where i.schemaname = 'media' and i.tablename in ('media_requests', 'media_request_seasons')
              and not exists (select from pg_constraint c
                              where c.conname = i.indexname and c.connamespace = 'media'::regnamespace)
            """;

    private final Connection superuser;

    /** @param superuser a connection that may set triggers aside */
    public Household(Connection superuser) {
        this.superuser = superuser;
    }

    /** How many people there are with that many requests, the ADMIN among them. */
    public static int people(long requests) {
        return (int) Math.max(FEWEST_PEOPLE, requests / REQUESTS_EACH) + 1;
    }

    /** The ADMIN, who has asked for nothing. */
    public static UUID admin() {
        return person(0);
    }

    /** A person, from 0. */
    public static UUID person(int number) {
        return md5("person " + number);
    }

    /** Fills up to that many requests; those that are there stay. */
    public void fillTo(long requests) throws SQLException {
        long there = requests();
        if (there >= requests) {
            return;
        }
        execute("set session_replication_role = replica");
        Map<String, String> indexes = requests - there >= WORTH_REBUILDING ? dropIndexes() : Map.of();
        update(PEOPLE, 0, people(requests) - 1);
        update(REQUESTS, people(requests), requests, requests, requests, there, requests - 1);
        update(SEASONS, there, requests - 1);
        for (String definition : indexes.values()) {
            execute(definition);
        }
        execute("set session_replication_role = origin");
        execute("vacuum analyze auth.users, media.media_requests, media.media_request_seasons");
        execute("checkpoint");
    }

    /** Adds people who have asked for nothing yet; returns their ids. */
    public List<UUID> newcomers(String kind, int count) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (PreparedStatement insert = superuser.prepareStatement(
                "insert into auth.users (id, email, name, role) values (?, ? || '@example.org', ?, 'USER')")) {
            for (int i = 0; i < count; i++) {
                UUID id = UUID.randomUUID();
                ids.add(id);
                insert.setObject(1, id);
                insert.setString(2, kind + id);
                insert.setString(3, kind);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return ids;
    }

    /** How many requests there are. */
    public long requests() throws SQLException {
        try (Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from media.media_requests")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Map<String, String> dropIndexes() throws SQLException {
        Map<String, String> indexes = new LinkedHashMap<>();
        try (Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(INDEXES)) {
            while (rows.next()) {
                indexes.put(rows.getString("indexname"), rows.getString("indexdef"));
            }
        }
        for (String index : indexes.keySet()) {
            execute("drop index media." + index);
        }
        execute("set maintenance_work_mem = '1GB'");
        return indexes;
    }

    private void update(String sql, long... values) throws SQLException {
        try (PreparedStatement statement = superuser.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setLong(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As the database makes a uuid of a hash. */
    private static UUID md5(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            ByteBuffer halves = ByteBuffer.wrap(hash);
            return new UUID(halves.getLong(), halves.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no MD5", e);
        }
    }
}
