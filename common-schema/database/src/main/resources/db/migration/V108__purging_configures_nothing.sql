-- That whoever configured a service last is purged changes nothing about the service. Before PostgreSQL 18 such a trigger
-- would also run with the rights of the service that purges, which may not write here.
DROP TRIGGER service_config_follow ON monitor.service_config;
CREATE TRIGGER service_config_follow
    AFTER INSERT OR DELETE OR UPDATE OF service_name, service_url, api_key, enabled, config_data
    ON monitor.service_config FOR EACH ROW EXECUTE FUNCTION monitor.follow_config();
