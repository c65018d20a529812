package dev.ramal.kit.app;

import dev.ramal.testkit.RamalServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** An application made of the kit, against real servers; one for all test classes. */
@QuarkusTest
@WithTestResource(
    value = RamalServers.class,
    initArgs = {
      @ResourceArg(name = "database", value = "kit"),
      @ResourceArg(name = "ramal.database.connections-of-one", value = "6"),
      @ResourceArg(name = "ramal.database.waiting-of-one", value = "4")
    })
@WithTestResource(ExpiredToken.class)
@Tag(RamalServers.TAG)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface KitTest {}
