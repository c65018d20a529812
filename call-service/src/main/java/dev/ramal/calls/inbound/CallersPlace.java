package dev.ramal.calls.inbound;

import dev.ramal.calls.call.CallId;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What a caller can be told: whether anybody takes care, and how many wait before. */
@ApplicationScoped
public class CallersPlace {
  private final InboundSettingsRepository settings;
  private final WaitingCallers waiting;

  CallersPlace(InboundSettingsRepository settings, WaitingCallers waiting) {
    this.settings = settings;
    this.waiting = waiting;
  }

  public Uni<InboundSettings> settings(Sql sql, TenantId tenant) {
    return settings.of(sql, tenant);
  }

  /** From 1; 0 for whoever does not wait in the queue. */
  public Uni<Integer> of(Sql sql, TenantId tenant, CallId call) {
    return waiting.place(sql, tenant, call);
  }
}
