package dev.ramal.crm.webhooks;

import dev.ramal.kit.tenancy.Sql;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** How many webhooks came, by what became of them. */
@ApplicationScoped
class WebhookCounts {
  private static final String NAME = "ramal_crm_webhooks";

  private final MeterRegistry metrics;

  WebhookCounts(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /** Counts once the transaction has committed. */
  void ended(Sql sql, WebhookOutcome outcome) {
    sql.afterCommit(() -> count(outcome.word()));
  }

  /** One that was taken before. */
  void repeated(Sql sql) {
    sql.afterCommit(() -> count("repeated"));
  }

  /** One whose secret is missing or wrong. */
  void refused() {
    count("refused");
  }

  private void count(String outcome) {
    Counter.builder(NAME)
        .description("Webhooks of the CRM, by what became of them")
        .tag("outcome", outcome)
        .register(metrics)
        .increment();
  }
}
