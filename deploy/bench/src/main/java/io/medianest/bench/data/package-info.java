/** What the database is filled with, and who asks for it. */
@NullMarked
package io.medianest.bench.data;

import org.jspecify.annotations.NullMarked;
