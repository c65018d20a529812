package dev.ramal.billing.exports.monthly;

import dev.ramal.billing.exports.ExportFormat;
import dev.ramal.billing.exports.monthly.ProduceExport.Produced;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.events.billing.ExportReady;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.OutboxEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells others that a month can be fetched, and people that it cannot yet. */
@ApplicationScoped
class MonthlyExportNews {
  private static final String SERVICE = "billing-service";
  private static final String TITLE = "Exportação do mês atrasada";

  private final Events events;

  MonthlyExportNews(Events events) {
    this.events = events;
  }

  List<OutboxEntry> ready(MonthlyExport export, Produced produced, Instant at) {
    Manifest manifest = produced.manifest();
    List<OutboxEntry> told = new ArrayList<>();
    told.add(
        OutboxEntry.of(
            events.createForTenant(
                export.tenant(),
                Topics.BILLING,
                export.id().toString(),
                null,
                new ExportReady(
                    export.id().toString(),
                    export.month().toString(),
                    export.scheduled(),
                    export.formats().stream().map(ExportFormat::wire).toList(),
                    produced.written().sha256(),
                    manifest.summary().cost(),
                    manifest.summary().total(),
                    manifest.ledger().position(),
                    manifest.ledger().hash(),
                    export.requestedBy(),
                    at))));
    if (export.alertedAt() != null) {
      told.add(alert(export, new AlertResolved(SERVICE, TITLE, export.id().toString(), at)));
    }
    return told;
  }

  OutboxEntry putOff(MonthlyExport export, String reason, Instant at) {
    return alert(
        export,
        new AlertRaised(
            UuidV7.next().toString(),
            SERVICE,
            "warning",
            TITLE,
            "Os arquivos de %s ainda não puderam ser gravados (%s). Tenta-se de novo."
                .formatted(export.month(), reason),
            export.id().toString(),
            at));
  }

  private OutboxEntry alert(MonthlyExport export, Record data) {
    return OutboxEntry.of(
        events.create(export.tenant(), Topics.ALERTS, export.tenant().value(), null, data));
  }
}
