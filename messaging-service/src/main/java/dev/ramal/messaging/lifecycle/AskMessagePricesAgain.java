package dev.ramal.messaging.lifecycle;

import dev.ramal.carriers.spending.MissedPrices;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.carrier.MessageCarriers;
import dev.ramal.messaging.lifecycle.TellUnpriced.Unpriced;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Has carriers asked again for prices that a person misses, as after the end of the message. One
 * whose price is known, or that is being asked about, is left alone. Where the carrier answers no
 * more for the message, the organization is told: the price stands in the carrier's reports.
 */
@ApplicationScoped
public class AskMessagePricesAgain implements MissedPrices {
  private final Map<Carrier, Duration> answering;
  private final TellUnpriced tell;
  private final Clock clock;

  AskMessagePricesAgain(MessageCarriers carriers, TellUnpriced tell, Clock clock) {
    this.answering = carriers.answerFor();
    this.tell = tell;
    this.clock = clock;
  }

  @Override
  public String subject() {
    return "message";
  }

  @Override
  @AcrossTenants("each message names its own")
  public Uni<Void> keep(Sql sql, List<RowKey> told) {
    List<RowKey> messages =
        told.stream()
            .distinct()
            .sorted(Comparator.comparing(RowKey::tenant).thenComparing(RowKey::id))
            .toList();
    return sql.query(
            MessageStatements.ASK_PRICES_AGAIN,
            Columns.of(messages)
                .text(RowKey::tenant)
                .text(RowKey::id)
                .scalar(clock.instant())
                .scalar(answering.keySet().stream().map(Carrier::name).toArray(String[]::new))
                .scalar(
                    answering.values().stream()
                        .map(limit -> (double) limit.toSeconds())
                        .toArray(Double[]::new))
                .parameters())
        .map(rows -> rows.stream().map(this::unpriced).toList())
        .chain(unpriced -> tell.tell(sql, unpriced));
  }

  private Unpriced unpriced(SqlRow row) {
    Carrier carrier = Carrier.of(row.text(1));
    return new Unpriced(
        TenantId.of(row.text(0)), carrier, row.integer(2), row.text(3), answering.get(carrier));
  }
}
