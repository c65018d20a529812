package dev.ramal.messaging.janitor;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.ConnectionId;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.kit.time.Backoff;
import dev.ramal.messaging.carrier.MessageAccounts;
import dev.ramal.messaging.carrier.MessageCarrier.Inbound;
import dev.ramal.messaging.carrier.MessageCarriers;
import dev.ramal.messaging.facts.ReceiveListed;
import dev.ramal.messaging.janitor.InboundSweeps.Listed;
import dev.ramal.messaging.lifecycle.MessageRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Asks a carrier what was written to us since the last time: callbacks that nobody took are not
 * repeated for long, and a text that is lost is somebody who waits for an answer.
 *
 * <p>Failure policy: what is known already is not received again, so the windows may overlap.
 */
@ApplicationScoped
class InboundSweeps implements JobHandler<Listed> {
  /** Stands in every row of the jobs. */
  static final String QUEUE = "inbound-sweeps";

  /** Stands in every row of the jobs. */
  static final String KIND = "sweep";

  private static final Logger LOG = Logger.getLogger(InboundSweeps.class);
  private static final int AT_ONCE = 4;
  private static final int ATTEMPTS = 3;

  private final SweepRepository sweeps;
  private final MessageAccounts accounts;
  private final MessageRepository messages;
  private final MessageCarriers carriers;
  private final ReceiveListed receiveListed;
  private final TenantTransactions transactions;
  private final SweepConfig config;
  private final Clock clock;

  InboundSweeps(
      SweepRepository sweeps,
      MessageAccounts accounts,
      MessageRepository messages,
      MessageCarriers carriers,
      ReceiveListed receiveListed,
      TenantTransactions transactions,
      SweepConfig config,
      Clock clock) {
    this.sweeps = sweeps;
    this.accounts = accounts;
    this.messages = messages;
    this.carriers = carriers;
    this.receiveListed = receiveListed;
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  /** What a carrier lists up to a time. */
  record Listed(Inbound inbound, Instant until) {}

  @Override
  public JobQueue queue() {
    return JobQueue.named(QUEUE)
        .places(AT_ONCE, 1)
        .attempts(ATTEMPTS, Backoff.doubling(Duration.ofSeconds(10), Duration.ofMinutes(1)))
        .lease(config.lease())
        .forgetsEnded();
  }

  @Override
  public Uni<Outcome<Listed>> run(Job job) {
    Instant until = clock.instant().minus(config.settle());
    Optional<CarrierAccount> account = accounts.usable(job.tenant(), connection(job));
    return transactions
        .inTenant(
            job.tenant(), session -> sweeps.until(Sql.of(session), job.tenant(), connection(job)))
        .chain(
            last ->
                account.isPresent() && isDue(last, until)
                    ? look(account.get(), last, until)
                    : Uni.createFrom()
                        .item(new Outcome.Refused<>("not-due", "not to be looked at")));
  }

  private Uni<Outcome<Listed>> look(CarrierAccount account, Instant last, Instant until) {
    return carriers
        .received(account, begin(last, until), until, ids -> unknown(account, ids))
        .map(reply -> outcome(reply, until));
  }

  private Uni<List<String>> unknown(CarrierAccount account, List<String> ids) {
    return transactions.inTenant(
        account.tenant(),
        session -> messages.unknown(Sql.of(session), account.tenant(), account.carrier(), ids));
  }

  /** Each replica queues a look; the second one comes too soon. */
  private boolean isDue(Instant last, Instant until) {
    Duration almostAnother = config.every().multipliedBy(9).dividedBy(10);
    return last == null || !last.isAfter(until.minus(almostAnother));
  }

  /** Never longer ago than a week: what is older is no surprise to anybody any more. */
  private Instant begin(Instant last, Instant until) {
    Instant earliest = until.minus(config.longest());
    Instant from = last == null ? until.minus(config.first()) : last.minus(config.overlap());
    return from.isBefore(earliest) ? earliest : from;
  }

  private static Outcome<Listed> outcome(CarrierReply<Inbound> reply, Instant until) {
    return reply instanceof CarrierReply.Unknown<Inbound> unknown
        ? new Outcome.NotTaken<>(unknown.reason())
        : reply.outcome(inbound -> new Listed(inbound, until));
  }

  /** A question does no harm twice. */
  @Override
  public Uni<Outcome<Listed>> ask(Job job) {
    return Uni.createFrom().item(new Outcome.NotTaken<>("no harm in asking twice"));
  }

  @Override
  public Uni<Void> done(Mutiny.Session session, Job job, Listed listed) {
    Sql sql = Sql.of(session);
    return receiveListed
        .receive(sql, job.tenant(), listed.inbound().messages())
        .invoke(
            found -> {
              if (found > 0) {
                LOG.warnf(
                    "tenant=%s connection=%s %d messages had not been told of",
                    job.tenant(), job.subject(), found);
              }
            })
        .chain(() -> advance(sql, job, listed));
  }

  /** A list that was cut off is asked for again from where it began. */
  private Uni<Void> advance(Sql sql, Job job, Listed listed) {
    if (listed.inbound().whole()) {
      return sweeps.done(sql, job.tenant(), connection(job), listed.until());
    }
    LOG.errorf("connection=%s has more messages than its carrier lists at once", job.subject());
    return Uni.createFrom().voidItem();
  }

  /** The next one begins where the last one ended. */
  @Override
  public Uni<Void> refused(Mutiny.Session session, Job job, String code, String reason) {
    LOG.debugf("connection=%s was not looked at: %s %s", job.subject(), code, reason);
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> gaveUp(Mutiny.Session session, Job job, JobState state, String reason) {
    LOG.warnf("connection=%s could not be looked at: %s", job.subject(), reason);
    return Uni.createFrom().voidItem();
  }

  private static ConnectionId connection(Job job) {
    return new ConnectionId(job.subject());
  }
}
