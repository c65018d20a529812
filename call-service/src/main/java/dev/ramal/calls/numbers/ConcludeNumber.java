package dev.ramal.calls.numbers;

import dev.ramal.calls.carrier.NumberDocument;
import dev.ramal.calls.carrier.NumberOffer;
import dev.ramal.calls.carrier.NumberPort;
import dev.ramal.calls.connections.RetellConnection;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.NumberAcquired;
import dev.ramal.events.calls.NumberReleased;
import dev.ramal.kit.jobs.RedriveDeadJob;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.numbering.Destinations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a number becomes when its carrier has done something, or has not. */
@ApplicationScoped
class ConcludeNumber {
  private final NumberRepository numbers;
  private final NumberAccounts ports;
  private final RetellConnection connections;
  private final Outbox outbox;
  private final Events events;
  private final Clock clock;

  ConcludeNumber(
      NumberRepository numbers,
      NumberAccounts ports,
      RetellConnection connections,
      Outbox outbox,
      Events events,
      Clock clock) {
    this.numbers = numbers;
    this.ports = ports;
    this.connections = connections;
    this.outbox = outbox;
    this.events = events;
    this.clock = clock;
  }

  /** What the carrier asks for, before it is bought. */
  Uni<Void> quoted(Sql sql, RowKey key, NumberOffer offer) {
    return change(
        sql,
        key,
        row -> {
          row.capabilities = offer.capabilities();
          row.monthlyPrice = offer.monthlyPrice();
          return Uni.createFrom().voidItem();
        });
  }

  /**
   * @param carrierNumberId empty where the carrier told none
   */
  Uni<Void> bought(Sql sql, RowKey key, String carrierNumberId) {
    return isReplaced(sql, key)
        .chain(
            replaced ->
                replaced
                    ? Uni.createFrom().voidItem()
                    : change(sql, key, row -> bought(sql, row, carrierNumberId)));
  }

  private Uni<Void> bought(Sql sql, NumberRow row, String carrierNumberId) {
    if (row.state != NumberState.ORDERED && row.state != NumberState.REFUSED) {
      return Uni.createFrom().voidItem();
    }
    row.state = NumberState.ACTIVE;
    row.carrierNumberId = carrierNumberId.isEmpty() ? null : carrierNumberId;
    row.reasonCode = null;
    row.reason = null;
    row.acquiredAt = clock.instant();
    return tell(sql, row, acquired(row));
  }

  private static NumberAcquired acquired(NumberRow row) {
    return new NumberAcquired(
        row.key.id(),
        row.number,
        row.carrier,
        new ConnectionId(row.connectionId),
        row.type.wire(),
        row.capabilities == null ? List.of() : row.capabilities,
        row.monthlyPrice,
        row.orderedBy,
        row.acquiredAt);
  }

  Uni<Void> released(Sql sql, RowKey key) {
    return change(
        sql,
        key,
        row -> {
          if (row.state == NumberState.RELEASED) {
            return Uni.createFrom().voidItem();
          }
          row.state = NumberState.RELEASED;
          row.reasonCode = null;
          row.reason = null;
          row.releasedAt = clock.instant();
          NumberReleased released =
              new NumberReleased(
                  row.key.id(),
                  row.number,
                  row.carrier,
                  new ConnectionId(row.connectionId),
                  row.updatedBy,
                  row.releasedAt);
          return tell(sql, row, released);
        });
  }

  /** The carrier does not sell it; where papers are missing, it is told which and where from. */
  Uni<Void> refused(Sql sql, RowKey key, String code, String reason) {
    return change(
        sql,
        key,
        row -> {
          row.state = NumberState.REFUSED;
          row.reasonCode = code;
          row.reason = NumberPort.DOCUMENTS.equals(code) ? withNextSteps(row, reason) : reason;
          return Uni.createFrom().voidItem();
        });
  }

  private String withNextSteps(NumberRow row, String reason) {
    return Stream.concat(
            Stream.of(reason),
            ports.port(row.carrier).documents(Destinations.country(row.number)).stream()
                .map(NumberDocument::nextSteps))
        .collect(Collectors.joining(" "));
  }

  /** The carrier does not take it back: it is ours as before. */
  Uni<Void> kept(Sql sql, RowKey key, String code, String reason) {
    return change(
        sql,
        key,
        row -> {
          if (row.state != NumberState.RELEASING) {
            return Uni.createFrom().voidItem();
          }
          row.state = NumberState.ACTIVE;
          row.reasonCode = code;
          row.reason = reason;
          return Uni.createFrom().voidItem();
        });
  }

  /** Nothing has become of it yet. */
  Uni<Void> waits(Sql sql, RowKey key, String reason) {
    return change(
        sql,
        key,
        row -> {
          row.reasonCode = "waits";
          row.reason = reason;
          return Uni.createFrom().voidItem();
        });
  }

  /** A person has sent the job on its way again. */
  Uni<Void> orderedAgain(Sql sql, RowKey key) {
    return isReplaced(sql, key)
        .chain(
            replaced ->
                replaced
                    ? Uni.createFrom()
                        .failure(
                            RedriveDeadJob.senseless(
                                "The number was ordered again since; see that order."))
                    : change(sql, key, ConcludeNumber::ordered));
  }

  private static Uni<Void> ordered(NumberRow row) {
    if (row.state == NumberState.REFUSED) {
      row.state = NumberState.ORDERED;
    }
    return Uni.createFrom().voidItem();
  }

  /** Whether another order has taken the place of one that was refused; asked under its lock. */
  private Uni<Boolean> isReplaced(Sql sql, RowKey key) {
    return lockAccount(sql, key).chain(() -> numbers.isReplaced(sql, key));
  }

  private Uni<Void> tell(Sql sql, NumberRow row, Record event) {
    return outbox.append(
        sql, events.create(row.key.organization(), Topics.CALLS, row.key.id(), null, event));
  }

  /**
   * The account is locked before its number, as everywhere, and is told of its numbers once the
   * number's own row is stored.
   */
  private Uni<Void> change(Sql sql, RowKey key, Function<NumberRow, Uni<Void>> what) {
    return lockAccount(sql, key)
        .chain(() -> numbers.lock(sql, key))
        .chain(
            found -> {
              if (found.isEmpty()) {
                return Uni.createFrom().voidItem();
              }
              NumberRow row = found.get();
              NumberState before = row.state;
              Uni<Void> then = what.apply(row);
              row.updatedAt = clock.instant();
              boolean told = (before == NumberState.ACTIVE) != (row.state == NumberState.ACTIVE);
              return numbers
                  .save(sql, row)
                  .chain(() -> then)
                  .chain(
                      () ->
                          told
                              ? connections.numbersChanged(sql, row.connection())
                              : Uni.createFrom().voidItem());
            });
  }

  private Uni<Void> lockAccount(Sql sql, RowKey key) {
    return numbers
        .find(sql, key)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : numbers.lockConnection(sql, found.get().connection()));
  }
}
