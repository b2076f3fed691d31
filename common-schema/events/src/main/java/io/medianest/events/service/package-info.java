/** What happens to the services around MediaNest, and to how they are reached. */
@NullMarked
package io.medianest.events.service;

import org.jspecify.annotations.NullMarked;
