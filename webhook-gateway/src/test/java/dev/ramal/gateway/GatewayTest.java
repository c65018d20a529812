package dev.ramal.gateway;

import dev.ramal.gateway.instructions.CallServiceStub;
import dev.ramal.testkit.RamalServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** The gateway as it runs, against a real broker and a real Keycloak; one for all test classes. */
@QuarkusTest
@WithTestResource(
    value = RamalServers.class,
    initArgs = {
      @ResourceArg(name = "database", value = "none"),
      @ResourceArg(name = "service", value = "webhook-gateway")
    })
@WithTestResource(CallServiceStub.class)
@Tag(RamalServers.TAG)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface GatewayTest {}
