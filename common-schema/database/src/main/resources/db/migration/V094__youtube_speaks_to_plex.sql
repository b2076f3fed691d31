-- youtube-service speaks to the Plex server too, as the same installation.
GRANT SELECT ON auth.plex_installation TO medianest_youtube;
