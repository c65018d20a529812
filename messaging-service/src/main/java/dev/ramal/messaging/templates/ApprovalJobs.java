package dev.ramal.messaging.templates;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.carrier.TemplateCarrier.Decision;
import dev.ramal.messaging.carrier.TemplateCarrier.Text;
import dev.ramal.messaging.carrier.TemplateCarrier.Verdict;
import dev.ramal.messaging.carrier.TemplateCarriers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Gives a text to its carrier, then asks for approval: two jobs, each one request.
 *
 * <p>Failure policy: a text that may or may not have been taken is looked for by our name; a second
 * draft would do no harm. Whether approval was asked for, the carrier says.
 */
@ApplicationScoped
class ApprovalJobs implements JobHandler<ApprovalJobs.Step> {
  /** Stands in every row of the jobs. */
  static final String QUEUE = "template-approvals";

  /** Stands in every row of the jobs. */
  static final String GIVE = "give";

  /** Stands in every row of the jobs. */
  static final String APPROVE = "approve";

  /** Nothing the carrier does with texts is worth a queue of ours. */
  private static final int PLACES = 4;

  private final TemplateCarriers carriers;
  private final ApprovalRepository approvals;
  private final TellApproval tell;
  private final SqlTransactions transactions;
  private final ApprovalTimes times;
  private final Jobs jobs;
  private final Clock clock;

  ApprovalJobs(
      TemplateCarriers carriers,
      ApprovalRepository approvals,
      TellApproval tell,
      SqlTransactions transactions,
      ApprovalTimes times,
      Jobs jobs,
      Clock clock) {
    this.carriers = carriers;
    this.approvals = approvals;
    this.tell = tell;
    this.transactions = transactions;
    this.times = times;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Which text; the shape rests in rows.
   *
   * @param connectionId with which account
   */
  record Payload(String connectionId, String textKey) {}

  /**
   * What the carrier answered; one of the two.
   *
   * @param contentId null where it was asked for approval
   */
  record Step(String contentId, Decision decision) {}

  /** The text is given to its carrier; the rest follows. */
  static NewJob give(ApprovalKey key) {
    return job(key, GIVE);
  }

  /** Approval is asked for of a text that the carrier has. */
  static NewJob approve(ApprovalKey key) {
    return job(key, APPROVE);
  }

  private static NewJob job(ApprovalKey key, String kind) {
    return NewJob.of(
            key.tenant(),
            QUEUE,
            kind,
            key.templateId(),
            new Payload(key.connectionId(), key.textKey()))
        .onAccount(key.connectionId());
  }

  private static ApprovalKey key(Job job) {
    Payload payload = job.payload(Payload.class);
    return new ApprovalKey(job.tenant(), job.subject(), payload.connectionId(), payload.textKey());
  }

  @Override
  public JobQueue queue() {
    return JobQueue.named(QUEUE).places(PLACES, PLACES / 2);
  }

  @Override
  public Uni<Outcome<Step>> run(Job job) {
    return wanted(key(job))
        .chain(
            wanted -> {
              if (!job.mayStillLeave(clock)) {
                return Uni.createFrom().item(new Outcome.NotTaken<>("reading it took too long"));
              }
              return job.kind().equals(GIVE) ? give(wanted) : approve(wanted);
            });
  }

  private Uni<Outcome<Step>> give(WantedApproval wanted) {
    ApprovalKey key = wanted.key();
    Text text =
        new Text(
            key.contentName(),
            wanted.language(),
            wanted.text().numbered(),
            wanted.text().byPosition(wanted.examples()));
    return carriers
        .ask(key.tenant(), key.connectionId(), (carrier, account) -> carrier.create(account, text))
        .map(reply -> outcome(reply.map(id -> new Step(id, null))));
  }

  private Uni<Outcome<Step>> approve(WantedApproval wanted) {
    ApprovalKey key = wanted.key();
    return carriers
        .ask(
            key.tenant(),
            key.connectionId(),
            (carrier, account) ->
                carrier.request(
                    account,
                    wanted.contentId(),
                    key.approvalName(wanted.name()),
                    wanted.category().name()))
        .map(reply -> outcome(reply.map(decision -> new Step(null, decision))));
  }

  @Override
  public Uni<Outcome<Step>> ask(Job job) {
    return wanted(key(job))
        .chain(wanted -> job.kind().equals(GIVE) ? lookFor(wanted) : lookUp(wanted));
  }

  private Uni<Outcome<Step>> lookFor(WantedApproval wanted) {
    ApprovalKey key = wanted.key();
    return carriers
        .ask(
            key.tenant(),
            key.connectionId(),
            (carrier, account) -> carrier.find(account, key.contentName()))
        .map(
            reply ->
                reply instanceof CarrierReply.Done<Optional<String>> done
                    ? done.value()
                        .<Outcome<Step>>map(id -> new Outcome.Done<>(new Step(id, null)))
                        .orElseGet(() -> new Outcome.NotTaken<>("the carrier does not list it"))
                    : new Outcome.Unknown<>("" + reply));
  }

  private Uni<Outcome<Step>> lookUp(WantedApproval wanted) {
    ApprovalKey key = wanted.key();
    return carriers
        .ask(
            key.tenant(),
            key.connectionId(),
            (carrier, account) -> carrier.ask(account, wanted.contentId()))
        .map(
            reply -> {
              if (!(reply instanceof CarrierReply.Done<Decision> done)) {
                return new Outcome.Unknown<>("" + reply);
              }
              return done.value().verdict() == Verdict.UNSUBMITTED
                  ? new Outcome.NotTaken<>("nobody has asked for it")
                  : new Outcome.Done<>(new Step(null, done.value()));
            });
  }

  /** An account that is off, or that the carrier slows down, is tried later. */
  private static Outcome<Step> outcome(CarrierReply<Step> reply) {
    return reply instanceof CarrierReply.Throttled<Step> throttled && throttled.retryAfter() == null
        ? new Outcome.NotTaken<>("the account takes nothing now")
        : reply.outcome(step -> step);
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, Step step) {
    ApprovalKey key = key(job);
    if (step.contentId() != null) {
      return approvals
          .taken(sql, key, step.contentId())
          .chain(() -> jobs.appendAll(sql, List.of(approve(key))))
          .replaceWithVoid();
    }
    ApprovalState state = times.state(step.decision(), ApprovalState.PENDING);
    return tell.become(
        sql,
        key,
        state,
        step.decision().reason(),
        ApprovalCategory.told(step.decision().category()),
        0,
        times.next(state, 0, clock.instant()));
  }

  @Override
  public Uni<Void> doneLate(Sql sql, Job job, Step step) {
    return done(sql, job, step);
  }

  /**
   * What was perhaps asked for before, by this job or another one, is refused as a repetition: the
   * carrier is asked how far it is. Where nobody has asked, it is rejected for this reason.
   */
  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    ApprovalState state =
        job.kind().equals(APPROVE) ? ApprovalState.PENDING : ApprovalState.REJECTED;
    return tell.become(
        sql,
        key(job),
        state,
        code + ": " + reason,
        0,
        state == ApprovalState.PENDING ? clock.instant() : null);
  }

  /** Not taken too often: nobody has asked. */
  @Override
  public Uni<Void> gaveUp(Sql sql, Job job, JobState state, String reason) {
    return state == JobState.DEAD
        ? tell.become(sql, key(job), ApprovalState.REJECTED, "exhausted: " + reason, 0, null)
        : refused(sql, job, "never-told", reason);
  }

  private Uni<WantedApproval> wanted(ApprovalKey key) {
    return transactions.inTenant(key.tenant(), sql -> approvals.find(sql, key));
  }
}
