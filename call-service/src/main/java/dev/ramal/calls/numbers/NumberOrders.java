package dev.ramal.calls.numbers;

import dev.ramal.calls.carrier.CarrierConfig;
import dev.ramal.calls.carrier.DocumentReport;
import dev.ramal.calls.carrier.NumberOffer;
import dev.ramal.calls.carrier.NumberOrder;
import dev.ramal.calls.carrier.NumberPort;
import dev.ramal.calls.carrier.NumberQuery;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJob;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.secrets.UnopenableSecret;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.time.Backoff;
import dev.ramal.numbering.Destinations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Buys and releases numbers at their carriers.
 *
 * <p>Failure policy: an order leaves once. Where its outcome is not known the carrier is asked what
 * the account has, for as long as papers may take; only what the carrier proves not to have is
 * ordered again. To release twice does no harm.
 */
@ApplicationScoped
class NumberOrders implements JobHandler<String> {
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** A carrier that examines papers takes days. */
  private static final Duration GIVE_UP = Duration.ofDays(30);

  private final SqlTransactions transactions;
  private final NumberRepository numbers;
  private final NumberAccounts ports;
  private final CarrierAccounts accounts;
  private final ConcludeNumber conclude;
  private final CarrierConfig config;
  private final Clock clock;

  NumberOrders(
      SqlTransactions transactions,
      NumberRepository numbers,
      NumberAccounts ports,
      CarrierAccounts accounts,
      ConcludeNumber conclude,
      CarrierConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.numbers = numbers;
    this.ports = ports;
    this.accounts = accounts;
    this.conclude = conclude;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public JobQueue queue() {
    return JobQueue.named(NumberJobs.QUEUE)
        .places(8, 4)
        .questions(Backoff.doubling(FIRST, LONGEST), GIVE_UP);
  }

  /** A number with the account that it is in, or is to be in. */
  private record Subject(NumberRow row, CarrierAccount account) {}

  @Override
  public Uni<Outcome<String>> run(Job job) {
    return with(
        job,
        subject ->
            NumberJobs.buys(job)
                ? quote(subject).chain(() -> buy(job, subject))
                : port(subject).release(subject.account(), subject.row().number));
  }

  @Override
  public Uni<Outcome<String>> ask(Job job) {
    if (!NumberJobs.buys(job)) {
      return Uni.createFrom().item(new Outcome.NotTaken<>("no harm in doing it twice"));
    }
    return with(
        job,
        subject ->
            port(subject)
                .find(subject.account(), NumberJobs.order(job, subject.row()))
                .map(outcome -> isTooEarly(job, outcome) ? tooEarly() : outcome));
  }

  private boolean isTooEarly(Job job, Outcome<String> outcome) {
    return outcome instanceof Outcome.NotTaken<String>
        && job.claimedAt().isBefore(job.sentAt().plus(config.lookupGrace()));
  }

  private static Outcome<String> tooEarly() {
    return new Outcome.Unknown<>("too early: the carrier's lists may lag behind");
  }

  private Uni<Outcome<String>> with(Job job, Function<Subject, Uni<Outcome<String>>> work) {
    return subject(job)
        .chain(
            found ->
                found
                    .map(work)
                    .orElseGet(() -> Uni.createFrom().item(refusal("no-connection", "it is gone"))))
        .onFailure(UnopenableSecret.class)
        .recoverWithItem(locked -> refusal("connection-sealed", locked.getMessage()));
  }

  private static Outcome<String> refusal(String code, String why) {
    return new Outcome.Refused<>(code, why);
  }

  private Uni<Optional<Subject>> subject(Job job) {
    return transactions
        .inTenant(job.tenant(), sql -> numbers.find(sql, key(job)))
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(Optional.empty())
                    : accounts
                        .byId(job.tenant(), found.get().connectionId)
                        .map(account -> account.map(of -> new Subject(found.get(), of))));
  }

  private NumberPort port(Subject subject) {
    return ports.port(subject.row().carrier);
  }

  /** What it costs, kept before it is bought; a carrier that does not say sells it all the same. */
  private Uni<Void> quote(Subject subject) {
    NumberRow row = subject.row();
    NumberQuery exactly =
        new NumberQuery(
            Destinations.country(row.number), row.type, null, row.number.value().substring(1), 1);
    return port(subject)
        .search(subject.account(), exactly)
        .chain(
            reply ->
                reply instanceof CarrierReply.Done<?> done
                        && done.value() instanceof java.util.List<?> offers
                    ? offers.stream()
                        .map(NumberOffer.class::cast)
                        .filter(offer -> offer.number().equals(row.number))
                        .findFirst()
                        .map(offer -> keep(row.key, offer))
                        .orElseGet(() -> Uni.createFrom().voidItem())
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> keep(RowKey key, NumberOffer offer) {
    return transactions.inTenant(key.organization(), sql -> conclude.quoted(sql, key, offer));
  }

  /**
   * Whoever is refused may have the number already: then it is taken over. After a lost answer the
   * carrier may refuse a second order because the first one is under way, and papers that did for
   * the first one may do no more.
   */
  private Uni<Outcome<String>> buy(Job job, Subject subject) {
    if (!job.mayStillLeave(clock)) {
      return Uni.createFrom().item(new Outcome.NotTaken<>("it waited in line for too long"));
    }
    NumberOrder order = NumberJobs.order(job, subject.row());
    return refusedPapers(subject, order)
        .chain(
            refused ->
                refused
                    .map(outcome -> Uni.createFrom().item(outcome))
                    .orElseGet(() -> port(subject).buy(subject.account(), order)))
        .chain(
            outcome ->
                outcome instanceof Outcome.Refused<String>
                    ? port(subject)
                        .find(subject.account(), order)
                        .map(found -> settles(job, found) ? found : outcome)
                    : Uni.createFrom().item(outcome));
  }

  /** Empty where the documents do, none are demanded, or the carrier does not say. */
  private Uni<Optional<Outcome<String>>> refusedPapers(Subject subject, NumberOrder order) {
    NumberPort port = port(subject);
    if (port.documents(Destinations.country(order.number())).isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return port.report(subject.account(), order.documents())
        .map(
            reply ->
                reply instanceof CarrierReply.Done<DocumentReport> done
                    ? NumberPapers.codeOf(port, done.value())
                        .map(code -> refusal(code, NumberPapers.why(done.value())))
                    : Optional.empty());
  }

  private static boolean settles(Job job, Outcome<String> found) {
    return found instanceof Outcome.Done<String>
        || job.attempt() > 1 && found instanceof Outcome.Unknown<String>;
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, String carrierNumberId) {
    return NumberJobs.buys(job)
        ? conclude.bought(sql, key(job), carrierNumberId)
        : conclude.released(sql, key(job));
  }

  @Override
  public Uni<Void> doneLate(Sql sql, Job job, String carrierNumberId) {
    return done(sql, job, carrierNumberId);
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return NumberJobs.buys(job)
        ? conclude.refused(sql, key(job), code, reason)
        : conclude.kept(sql, key(job), code, reason);
  }

  @Override
  public Uni<Void> postponed(Sql sql, Job job, String reason) {
    return conclude.waits(sql, key(job), reason);
  }

  @Override
  public Uni<Void> unclear(Sql sql, Job job, String reason) {
    return conclude.waits(sql, key(job), reason);
  }

  /** What nobody can tell stays as it is: it may be paid for. */
  @Override
  public Uni<Void> gaveUp(Sql sql, Job job, JobState state, String reason) {
    return state == JobState.DEAD && NumberJobs.buys(job)
        ? conclude.refused(sql, key(job), "exhausted", reason)
        : conclude.waits(sql, key(job), reason);
  }

  /** To release twice does no harm, and an order is asked about before it is sent again. */
  @Override
  public Uni<Void> redriven(Sql sql, TenantId tenant, DeadJob job) {
    return conclude.orderedAgain(sql, RowKey.of(tenant, job.subject()));
  }

  private static RowKey key(Job job) {
    return RowKey.of(job.tenant(), job.subject());
  }
}
