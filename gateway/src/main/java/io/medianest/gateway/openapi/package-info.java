/** One OpenAPI document for all services, and a page to try it. */
@NullMarked
package io.medianest.gateway.openapi;

import org.jspecify.annotations.NullMarked;
