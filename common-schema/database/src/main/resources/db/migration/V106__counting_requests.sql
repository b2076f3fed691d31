-- Counting requests by status each minute reads this index alone, which is a twentieth of the table: ten million are
-- counted in less than a second, where reading the table takes several times as long.
CREATE INDEX media_requests_status_idx ON media.media_requests (status);
