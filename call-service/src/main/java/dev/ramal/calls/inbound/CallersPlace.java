package dev.ramal.calls.inbound;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallerBodies.Routed;
import dev.ramal.calls.call.InboundProgress.Stage;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** What a caller can be told: whether anybody takes care, and how many wait before. */
@ApplicationScoped
public class CallersPlace {
  /** Far longer than a decision takes. */
  private static final Duration DECIDED_WITHIN = Duration.ofSeconds(40);

  private final InboundSettingsRepository settings;
  private final WaitingCallers waiting;
  private final CallRepository calls;
  private final OfferCall offers;
  private final Clock clock;

  CallersPlace(
      InboundSettingsRepository settings,
      WaitingCallers waiting,
      CallRepository calls,
      OfferCall offers,
      Clock clock) {
    this.settings = settings;
    this.waiting = waiting;
    this.calls = calls;
    this.offers = offers;
    this.clock = clock;
  }

  public Uni<InboundSettings> settings(Sql sql, TenantId tenant) {
    return settings.of(sql, tenant);
  }

  /**
   * Of a caller who waits at a carrier that asks; who was forgotten is sent away.
   *
   * @return from 1; 0 for whoever does not wait in the queue
   */
  public Uni<Integer> care(Sql sql, TenantId tenant, CallId call) {
    return waiting
        .place(sql, tenant, call)
        .chain(
            place ->
                place > 0
                    ? Uni.createFrom().item(place)
                    : calls
                        .find(sql, tenant, call)
                        .chain(
                            found ->
                                found.filter(this::isForgotten).isPresent()
                                    ? sendAway(sql, tenant, call)
                                    : Uni.createFrom().voidItem())
                        .replaceWith(place));
  }

  private Uni<?> sendAway(Sql sql, TenantId tenant, CallId id) {
    return calls
        .lock(sql, tenant, id)
        .map(found -> found.filter(this::isForgotten))
        .chain(
            call ->
                call.isPresent()
                    ? offers.apply(
                        sql, call.get(), null, new Routed(Routed.END, Routed.NO_AGENT), null)
                    : Uni.createFrom().nullItem());
  }

  /** Nobody has decided anything for long, and nobody will: it was switched off meanwhile. */
  private boolean isForgotten(Call call) {
    return call.state().inbound().stage() == Stage.NOT_OURS
        && call.details().requestedAt().plus(DECIDED_WITHIN).isBefore(clock.instant())
        && !call.state().over();
  }
}
