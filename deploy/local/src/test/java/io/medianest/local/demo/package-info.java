/** Tests of the demo's people against a portal made for the purpose. */
@NullMarked
package io.medianest.local.demo;

import org.jspecify.annotations.NullMarked;
