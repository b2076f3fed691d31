package io.medianest.gateway.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How cookies and API keys are exchanged for access tokens. */
@ConfigMapping(prefix = "medianest.gateway.exchange")
interface ExchangeConfig {

    /** How many exchanged tokens are remembered; the least used ones are asked for again. */
    @WithDefault("10000")
    int cacheSize();

    /** How long before its end a token is replaced, so that none ends on its way to a service. */
    @WithDefault("60s")
    Duration renewBefore();

    /** How long auth-service may take. */
    @WithDefault("3s")
    Duration timeout();

    /** How many connections to auth-service exchanges may take at once. */
    @WithDefault("16")
    int connections();

    /** How many exchanges may wait for a connection; further ones are refused at once. */
    @WithDefault("256")
    int waiting();
}
