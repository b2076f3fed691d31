package io.medianest.monitor.support;

import io.medianest.testing.mail.MailServer;
import io.medianest.testing.stores.StoresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of the running service on real stores. */
@QuarkusTest
@QuarkusTestResource(
        value = StoresTestResource.class,
        initArgs = @ResourceArg(name = "role", value = "monitor_service"))
@QuarkusTestResource(MonitorTestResource.class)
@QuarkusTestResource(MailServer.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface MonitorTest {}
