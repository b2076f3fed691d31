/** Refuses invalid access tokens before a service is bothered. */
@NullMarked
package io.medianest.gateway.access;

import org.jspecify.annotations.NullMarked;
