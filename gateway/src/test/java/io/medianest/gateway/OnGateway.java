package io.medianest.gateway;

import io.medianest.gateway.support.FakeServices;
import io.medianest.testing.stores.StoresTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the tests of the running gateway: real stores, and services that do what the path says. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithTestResource(value = StoresTestResource.class, initArgs = @ResourceArg(name = "role", value = "gateway"))
@WithTestResource(FakeServices.class)
@interface OnGateway {}
