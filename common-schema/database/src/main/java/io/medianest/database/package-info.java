/** The database's schema as migrations, and the runner that prepares, migrates and maintains a database. */
@NullMarked
package io.medianest.database;

import org.jspecify.annotations.NullMarked;
