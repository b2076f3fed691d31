/** What the manifests in {@code k8s} must hold, checked without a cluster. */
@NullMarked
package io.medianest.manifests;

import org.jspecify.annotations.NullMarked;
