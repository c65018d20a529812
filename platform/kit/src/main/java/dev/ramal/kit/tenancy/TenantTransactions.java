package dev.ramal.kit.tenancy;

import dev.ramal.events.TenantId;
import io.opentelemetry.context.Scope;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.opentelemetry.runtime.QuarkusContextStorage;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One database transaction that sees one organization.
 *
 * <p>The first statement sets {@code app.tenant}; Postgres row-level security then hides every
 * other organization's rows, whatever the SQL says. Safe to call from an event loop, a consumer, a
 * timer or a worker thread: each call runs on a Vert.x context of its own, so two calls never share
 * a session, and the answer comes back on the caller's context.
 *
 * <p>Failure policy: what {@code work} fails with rolls everything back and is passed on as it is.
 * Cancelling the returned Uni does not stop a transaction that has begun.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
public class TenantTransactions {
  /** What row-level security takes for "all organizations". */
  static final String EVERY_TENANT = "*";

  private final Mutiny.SessionFactory sessions;
  private final Vertx vertx;

  TenantTransactions(Mutiny.SessionFactory sessions, Vertx vertx) {
    this.sessions = sessions;
    this.vertx = vertx;
  }

  /** Runs the work in one transaction of the organization; commits when its Uni completes. */
  public <T> Uni<T> inTenant(TenantId tenant, Function<Mutiny.Session, Uni<T>> work) {
    return transaction(tenant.value(), work);
  }

  /**
   * Runs the work over all organizations: for relays, janitors and look-ups that find the tenant.
   *
   * @param why one phrase for the reader of the code; never empty
   */
  public <T> Uni<T> acrossTenants(String why, Function<Mutiny.Session, Uni<T>> work) {
    if (why == null || why.isBlank()) {
      throw new IllegalArgumentException("say why this crosses organizations");
    }
    return transaction(EVERY_TENANT, work);
  }

  private <T> Uni<T> transaction(String scope, Function<Mutiny.Session, Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Context caller = Vertx.currentContext();
              ContextInternal own = contextOfItsOwn(caller);
              Uni<T> result =
                  Uni.createFrom()
                      .emitter(
                          emitter ->
                              own.runOnContext(
                                  ignored ->
                                      begin(own, scope, work)
                                          .subscribe()
                                          .with(emitter::complete, emitter::fail)));
              return caller == null
                  ? result
                  : result.emitOn(command -> caller.runOnContext(ignored -> command.run()));
            });
  }

  private <T> Uni<T> begin(Context own, String scope, Function<Mutiny.Session, Uni<T>> work) {
    AfterCommit later = new AfterCommit();
    later.bindTo(own);
    return sessions
        .withTransaction(
            session ->
                session
                    .<String>createNativeQuery("select set_config('app.tenant', :tenant, true)")
                    .setParameter("tenant", scope)
                    .getSingleResult()
                    .chain(ignored -> work.apply(session)))
        .invoke(later::run);
  }

  @SuppressWarnings("MustBeClosedChecker") // the context ends with the transaction
  private ContextInternal contextOfItsOwn(Context caller) {
    ContextInternal root =
        caller instanceof ContextInternal internal && internal.unwrap().isEventLoopContext()
            ? internal.unwrap()
            : ((VertxInternal) vertx).createEventLoopContext();
    ContextInternal own = root.duplicate();
    VertxContextSafetyToggle.setContextSafe(own, true);
    io.opentelemetry.context.Context trace = io.opentelemetry.context.Context.current();
    if (trace != io.opentelemetry.context.Context.root()) {
      Scope unused = QuarkusContextStorage.INSTANCE.attach(own, trace);
    }
    return own;
  }
}
