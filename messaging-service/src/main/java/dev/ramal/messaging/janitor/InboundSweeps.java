package dev.ramal.messaging.janitor;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.ConnectionId;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.jobs.Priority;
import dev.ramal.kit.jobs.RepeatableHandler;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks a carrier what was written to us since the last time: callbacks that nobody took are not
 * repeated for long, and a text that is lost is somebody who waits for an answer.
 *
 * <p>Failure policy: what is known already is not received again, so the windows may overlap. What
 * is behind is asked for slice by slice, and a slice that is too full in smaller ones; one that the
 * carrier never lists whole is left behind, and a person is told.
 */
@ApplicationScoped
class InboundSweeps implements RepeatableHandler<Listed> {
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
  private final SqlTransactions transactions;
  private final TellUnseen tellUnseen;
  private final Jobs jobs;
  private final SweepConfig config;
  private final Clock clock;

  InboundSweeps(
      SweepRepository sweeps,
      MessageAccounts accounts,
      MessageRepository messages,
      MessageCarriers carriers,
      ReceiveListed receiveListed,
      SqlTransactions transactions,
      TellUnseen tellUnseen,
      Jobs jobs,
      SweepConfig config,
      Clock clock) {
    this.sweeps = sweeps;
    this.accounts = accounts;
    this.messages = messages;
    this.carriers = carriers;
    this.receiveListed = receiveListed;
    this.transactions = transactions;
    this.tellUnseen = tellUnseen;
    this.jobs = jobs;
    this.config = config;
    this.clock = clock;
  }

  /** What a carrier lists of a time. */
  record Listed(Inbound inbound, SweepWindow window) {}

  /**
   * Contract with rows at rest.
   *
   * @param slice how long a time is asked for, in seconds; null for as long as may be
   */
  record Slice(Long slice) {
    Duration upTo(Duration longest) {
      return slice == null ? longest : SweepWindow.shorter(longest, Duration.ofSeconds(slice));
    }
  }

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
    Optional<CarrierAccount> account = accounts.usable(job.tenant(), connection(job));
    return transactions
        .inTenant(job.tenant(), sql -> sweeps.until(sql, job.tenant(), connection(job)))
        .map(last -> window(job, last))
        .chain(
            window ->
                account.isPresent() && window.isDue()
                    ? look(account.get(), window)
                    : Uni.createFrom()
                        .item(new Outcome.Refused<>("not-due", "not to be looked at")));
  }

  private SweepWindow window(Job job, Instant last) {
    Duration slice = job.payload(Slice.class).upTo(config.slice());
    return SweepWindow.of(last, clock.instant().minus(config.settle()), slice, config);
  }

  private Uni<Outcome<Listed>> look(CarrierAccount account, SweepWindow window) {
    return carriers
        .received(account, window.from(), window.until(), ids -> unknown(account, ids))
        .map(reply -> outcome(reply, window));
  }

  private Uni<List<String>> unknown(CarrierAccount account, List<String> ids) {
    return transactions.inTenant(
        account.tenant(), sql -> messages.unknown(sql, account.tenant(), account.carrier(), ids));
  }

  private static Outcome<Listed> outcome(CarrierReply<Inbound> reply, SweepWindow window) {
    return reply instanceof CarrierReply.Unknown<Inbound> unknown
        ? new Outcome.NotTaken<>(unknown.reason())
        : reply.outcome(inbound -> new Listed(inbound, window));
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, Listed listed) {
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

  private Uni<Void> advance(Sql sql, Job job, Listed listed) {
    SweepWindow.Next next =
        listed.window().after(listed.inbound().until(), listed.inbound().hidden());
    List<Uni<?>> steps = new ArrayList<>();
    if (next.sweptUntil() != null) {
      steps.add(sweeps.done(sql, job.tenant(), connection(job), next.sweptUntil()));
    }
    if (next.unseen()) {
      steps.add(tellUnseen.tell(sql, job.tenant(), connection(job), listed.window()));
    }
    if (next.slice() != null) {
      steps.add(jobs.appendAll(sql, List.of(soon(job, next))).replaceWithVoid());
    }
    return Sql.together(steps);
  }

  /** Beside the janitor's own, and never the same as the one that queues it. */
  private static NewJob soon(Job job, SweepWindow.Next next) {
    return NewJob.of(job.tenant(), QUEUE, KIND, job.subject(), new Slice(next.slice().toSeconds()))
        .once(job.subject() + "@" + job.id())
        .withPriority(Priority.BACKGROUND);
  }

  /** The next one begins where the last one ended. */
  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    LOG.debugf("connection=%s was not looked at: %s %s", job.subject(), code, reason);
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> gaveUp(Sql sql, Job job, JobState state, String reason) {
    LOG.warnf("connection=%s could not be looked at: %s", job.subject(), reason);
    return Uni.createFrom().voidItem();
  }

  private static ConnectionId connection(Job job) {
    return new ConnectionId(job.subject());
  }
}
