/** What is believed about clients. */
@NullMarked
package io.medianest.gateway.client;

import org.jspecify.annotations.NullMarked;
