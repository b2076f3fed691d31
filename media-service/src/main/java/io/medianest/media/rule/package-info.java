/** What an ADMIN sets for those who ask: whose requests need no decision, and how much each may ask for. */
@NullMarked
package io.medianest.media.rule;

import org.jspecify.annotations.NullMarked;
