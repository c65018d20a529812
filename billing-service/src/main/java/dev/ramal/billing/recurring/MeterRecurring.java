package dev.ramal.billing.recurring;

import dev.ramal.billing.metering.PostUsage;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.recurring.RecordingStorage.Round;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Meters what is charged for time: numbers and infrastructure by the month, recordings by the day.
 *
 * <p>Failure policy: what is metered and how far stand in one transaction with the entries, so that
 * nothing is charged twice and nothing is left out, whoever dies where. A round that fails is done
 * again.
 */
@ApplicationScoped
class MeterRecurring {
  private static final Logger LOG = Logger.getLogger(MeterRecurring.class);

  private final SqlTransactions transactions;
  private final HeldNumbers numbers;
  private final RecordingStorage storage;
  private final InfrastructureMonths infrastructure;
  private final PostUsage postUsage;
  private final RecurringConfig config;
  private final Clock clock;

  MeterRecurring(
      SqlTransactions transactions,
      HeldNumbers numbers,
      RecordingStorage storage,
      InfrastructureMonths infrastructure,
      PostUsage postUsage,
      RecurringConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.numbers = numbers;
    this.storage = storage;
    this.infrastructure = infrastructure;
    this.postUsage = postUsage;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      identity = "recurring-charges",
      every = "${ramal.billing.recurring.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return BestEffort.of(numbers(), failure -> LOG.warnf(failure, "numbers are metered later"))
        .chain(
            () ->
                BestEffort.of(
                    storage(), failure -> LOG.warnf(failure, "recordings are metered later")))
        .chain(
            () ->
                BestEffort.of(
                    infrastructure(),
                    failure -> LOG.warnf(failure, "infrastructure is metered later")));
  }

  /** All months of organizations that are due, set after set. */
  Uni<Void> infrastructure() {
    BillingMonth first = new BillingMonth(config.infrastructureFrom());
    BillingMonth current = BillingMonth.at(clock.instant());
    return transactions
        .acrossTenants(
            "the infrastructure of all organizations is metered in the same round",
            sql -> infrastructure.note(sql, first, current))
        .chain(() -> served(first, current));
  }

  private Uni<Void> served(BillingMonth first, BillingMonth current) {
    int most = config.organizationsAtOnce();
    return transactions
        .acrossTenants(
            "the infrastructure of all organizations is metered in the same round",
            sql ->
                infrastructure
                    .claim(sql, first, current, most)
                    .call(due -> postUsage.report(sql, due, "infrastructure:" + current)))
        .chain(due -> due.size() < most ? nothing() : served(first, current));
  }

  /** All numbers that are due, set after set. */
  Uni<Void> numbers() {
    BillingMonth current = BillingMonth.at(clock.instant());
    return transactions
        .acrossTenants(
            "the numbers of all organizations are metered in the same round",
            sql ->
                numbers
                    .due(sql, current, config.numbersAtOnce())
                    .call(due -> due.isEmpty() ? nothing() : rent(sql, due, current)))
        .chain(due -> due.size() < config.numbersAtOnce() ? nothing() : numbers());
  }

  private Uni<Void> rent(Sql sql, List<HeldNumber> due, BillingMonth current) {
    List<Used> used =
        due.stream().flatMap(number -> NumberRental.due(number, current).stream()).toList();
    return postUsage
        .report(sql, used, "number-rental:" + current)
        .chain(() -> numbers.metered(sql, due, current));
  }

  /** Every month that has days to be metered, each in a transaction of its own. */
  Uni<Void> storage() {
    return transactions
        .acrossTenants("the rounds are everybody's", storage::rounds)
        .onItem()
        .transformToMulti(known -> Multi.createFrom().iterable(due(known)))
        .onItem()
        .transformToUniAndConcatenate(this::store)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Organizations in sets, each in a transaction of its own; the round is done when all are. */
  private Uni<Void> store(Round round) {
    return transactions
        .acrossTenants(
            "the storage of all organizations is metered in the same round",
            sql ->
                storage
                    .rounds(sql)
                    .chain(
                        known ->
                            due(known).contains(round)
                                ? storage.used(sql, round)
                                : Uni.createFrom().item(List.<Used>of())))
        .onItem()
        .transformToMulti(used -> Multi.createFrom().iterable(sets(used)))
        .onItem()
        .transformToUniAndConcatenate(set -> post(set, "recording-storage:" + round.through()))
        .collect()
        .last()
        .chain(
            () ->
                transactions.acrossTenants(
                    "the rounds are everybody's", sql -> storage.done(sql, round)));
  }

  /** One that cannot be posted holds up no other, and the round is done again for it. */
  private Uni<Void> post(List<Used> set, String causation) {
    Uni<Void> posted =
        transactions.acrossTenants(
            "the storage of several organizations is metered at once",
            sql -> postUsage.report(sql, set, causation));
    return set.size() == 1
        ? posted
        : posted
            .onFailure()
            .recoverWithUni(
                () -> {
                  List<Used> first = set.subList(0, set.size() / 2);
                  List<Used> rest = set.subList(set.size() / 2, set.size());
                  return Uni.join()
                      .all(post(first, causation), post(rest, causation))
                      .usingConcurrencyOf(1)
                      .andCollectFailures()
                      .replaceWithVoid();
                });
  }

  private List<List<Used>> sets(List<Used> used) {
    List<List<Used>> sets = new ArrayList<>();
    for (int from = 0; from < used.size(); from += config.organizationsAtOnce()) {
      sets.add(used.subList(from, Math.min(used.size(), from + config.organizationsAtOnce())));
    }
    return sets;
  }

  private List<Round> due(List<Round> known) {
    LocalDate today = clock.instant().atZone(BillingMonth.ZONE).toLocalDate();
    return StorageRounds.due(known, today, config.daysAfter());
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
