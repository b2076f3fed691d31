/** Requests for films and seasons: their life from pending to completed, and how people see and decide them. */
@NullMarked
package io.medianest.media.request;

import org.jspecify.annotations.NullMarked;
