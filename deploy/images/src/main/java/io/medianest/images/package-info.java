/** Makes the container images of the services, the gateway and the database's runner. */
@NullMarked
package io.medianest.images;

import org.jspecify.annotations.NullMarked;
