package dev.ramal.kit.consuming;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.quarkus.opentelemetry.runtime.QuarkusContextStorage;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Lets what one record of a batch causes belong to that record's trace. */
final class Traced {
  private Traced() {}

  @SuppressWarnings("MustBeClosedChecker") // closed when the work ends, not when this method does
  static Uni<Void> within(Context trace, Supplier<Uni<Void>> work) {
    io.vertx.core.Context current = Vertx.currentContext();
    if (current == null) {
      return work.get();
    }
    Scope scope = QuarkusContextStorage.INSTANCE.attach(current, trace);
    return Uni.createFrom().deferred(() -> work.get()).onTermination().invoke(scope::close);
  }
}
