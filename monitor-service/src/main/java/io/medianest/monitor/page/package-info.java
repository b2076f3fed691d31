/** The public status page: what everybody may know of the services that an ADMIN has marked public. */
@NullMarked
package io.medianest.monitor.page;

import org.jspecify.annotations.NullMarked;
