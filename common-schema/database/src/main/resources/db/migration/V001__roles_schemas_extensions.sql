-- The ground every slice stands on: group roles, schemas, extensions and who may do what by default.
--
-- Runs as medianest_owner, which owns the database and everything in it. Login roles and their passwords are the
-- platform's business (mode `bootstrap` of the runner, or the operator); migrations only know the group roles.

-- Refuse a server or a database on which something later would fail in a less obvious way.
DO $$
BEGIN
    IF current_setting('server_version_num')::int < 150000 THEN
        RAISE EXCEPTION 'MediaNest needs PostgreSQL 15 or newer, this is %', current_setting('server_version');
    END IF;
    IF current_setting('server_encoding') <> 'UTF8' THEN
        RAISE EXCEPTION 'MediaNest needs a database in UTF-8, this one is in %', current_setting('server_encoding');
    END IF;
END
$$;

-- Roles belong to the whole cluster. The advisory lock keeps two migrations of this database apart; a migration of
-- another database in the same cluster can still come first, so finding the role already there is no error.
DO $$
DECLARE
    group_role text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('medianest.roles'));
    FOREACH group_role IN ARRAY ARRAY['medianest_auth', 'medianest_media', 'medianest_youtube', 'medianest_monitor',
                                      'medianest_gateway', 'medianest_operator'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = group_role) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', group_role);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                RAISE NOTICE 'role % was created by another migration meanwhile', group_role;
            END;
        END IF;
    END LOOP;
END
$$;

-- Nobody connects, and nobody makes temporary tables, merely by having a login in the cluster. UTC everywhere, so
-- that date_trunc and text output mean the same on every machine.
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO medianest_auth, medianest_media, medianest_youtube, '
                   'medianest_monitor, medianest_gateway, medianest_operator', current_database());
    EXECUTE format('ALTER DATABASE %I SET timezone TO %L', current_database(), 'UTC');
END
$$;

-- pgcrypto: the keyed hashes of the audit trail. pg_trgm: searching titles for a part of them.
CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE SCHEMA auth;
CREATE SCHEMA media;
CREATE SCHEMA youtube;
CREATE SCHEMA monitor;
CREATE SCHEMA audit;

COMMENT ON SCHEMA auth IS 'Users, ways to sign in, sessions, devices, keys. Written by auth-service alone.';
COMMENT ON SCHEMA media IS 'Media requests and their way through Overseerr. Written by media-service alone.';
COMMENT ON SCHEMA youtube IS 'YouTube downloads. Written by youtube-service alone.';
COMMENT ON SCHEMA monitor IS 'State and configuration of external services, errors. Written by monitor-service alone.';
COMMENT ON SCHEMA audit IS 'Who changed what. Written by triggers alone.';

-- USAGE only lets a role name what it has rights on; the rights themselves follow per object.
GRANT USAGE ON SCHEMA auth TO medianest_auth, medianest_media, medianest_youtube, medianest_monitor, medianest_gateway,
    medianest_operator;
GRANT USAGE ON SCHEMA media TO medianest_media, medianest_operator;
GRANT USAGE ON SCHEMA youtube TO medianest_youtube, medianest_operator;
GRANT USAGE ON SCHEMA monitor TO medianest_monitor, medianest_media, medianest_youtube, medianest_operator;
GRANT USAGE ON SCHEMA audit TO medianest_monitor, medianest_operator;

-- Default privileges reach every table and sequence that this and later migrations create, so that a new table can't
-- be forgotten. Views are tables to PostgreSQL: a view granted to another slice is named in V060.
ALTER DEFAULT PRIVILEGES IN SCHEMA auth GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO medianest_auth;
ALTER DEFAULT PRIVILEGES IN SCHEMA media GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO medianest_media;
ALTER DEFAULT PRIVILEGES IN SCHEMA youtube GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO medianest_youtube;
ALTER DEFAULT PRIVILEGES IN SCHEMA monitor GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO medianest_monitor;

ALTER DEFAULT PRIVILEGES IN SCHEMA auth GRANT USAGE, SELECT ON SEQUENCES TO medianest_auth;
ALTER DEFAULT PRIVILEGES IN SCHEMA media GRANT USAGE, SELECT ON SEQUENCES TO medianest_media;
ALTER DEFAULT PRIVILEGES IN SCHEMA youtube GRANT USAGE, SELECT ON SEQUENCES TO medianest_youtube;
ALTER DEFAULT PRIVILEGES IN SCHEMA monitor GRANT USAGE, SELECT ON SEQUENCES TO medianest_monitor;

ALTER DEFAULT PRIVILEGES IN SCHEMA auth, media, youtube, monitor, audit GRANT SELECT ON TABLES TO medianest_operator;

-- PostgreSQL lets everybody execute a new function; here a function is granted by name or not at all.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
