package io.medianest.runtime.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens a resource's method to API keys that have the scope. A method without it refuses every API key, so that nothing
 * new is open to keys by oversight. What people may do is not touched; a key never may more than its owner.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AllowedScope {

    /** What the key must have been made for. */
    Scope value();
}
