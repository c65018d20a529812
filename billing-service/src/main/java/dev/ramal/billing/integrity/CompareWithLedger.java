package dev.ramal.billing.integrity;

import dev.ramal.billing.integrity.MonthIntegrity.PartIntegrity;
import dev.ramal.billing.ledger.chain.ChainVerification;
import dev.ramal.billing.ledger.chain.VerifyChain;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJob;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.jobs.Priority;
import dev.ramal.kit.jobs.RepeatableHandler;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.time.Backoff;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Compares one month with its ledger, or one ledger with its chain, and lets people be told. One
 * replica does it for all.
 *
 * <p>Failure policy: what could be compared is told at once; as long as anything could not be, an
 * alert is not called over, and the whole is compared again after a wait, without an end. To
 * compare twice does no harm: the alert is one row.
 */
@ApplicationScoped
class CompareWithLedger implements RepeatableHandler<String> {
  static final String QUEUE = "integrity";
  static final String KIND = "COMPARE";

  /** The subject that is the chain; all others are months. */
  static final String LEDGER = "ledger";

  private static final Logger LOG = Logger.getLogger(CompareWithLedger.class);

  /** It is answered with the first question. */
  private static final Duration ASKED_FOR = Duration.ofDays(1);

  private final VerifyMonth verifyMonth;
  private final VerifyChain verifyChain;
  private final TellIntegrity tell;
  private final IntegrityConfig config;

  CompareWithLedger(
      VerifyMonth verifyMonth,
      VerifyChain verifyChain,
      TellIntegrity tell,
      IntegrityConfig config) {
    this.verifyMonth = verifyMonth;
    this.verifyChain = verifyChain;
    this.tell = tell;
    this.config = config;
  }

  /**
   * @param again what was compared less long ago is not compared again
   */
  static NewJob job(TenantId tenant, String subject, Duration again) {
    return NewJob.of(tenant, QUEUE, KIND, subject, Map.of())
        .onceWithin(again, subject)
        .withPriority(Priority.BACKGROUND);
  }

  @Override
  public JobQueue queue() {
    Backoff waits = Backoff.doubling(config.againAfter(), config.againAfter().multipliedBy(8));
    return JobQueue.named(QUEUE)
        .places(1, 1)
        .lease(config.lease())
        .attempts(Integer.MAX_VALUE, waits)
        .questions(waits, ASKED_FOR);
  }

  @Override
  public Uni<Outcome<String>> run(Job job) {
    return compare(job.tenant(), job.subject())
        .map(
            unchecked ->
                unchecked.isEmpty()
                    ? new Outcome.Done<>(job.subject())
                    : (Outcome<String>) new Outcome.NotTaken<String>("not checked: " + unchecked))
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.warnf("tenant=%s %s is compared later: %s", job.tenant(), job.subject(), failure);
              return new Outcome.NotTaken<>(failure.getClass().getSimpleName());
            });
  }

  /**
   * @return the names of what could not be compared; empty when all was
   */
  Uni<String> compare(TenantId tenant, String subject) {
    return subject.equals(LEDGER) ? chain(tenant) : month(tenant, BillingMonth.of(subject));
  }

  private Uni<String> month(TenantId tenant, BillingMonth month) {
    return verifyMonth
        .parts(tenant, month)
        .chain(
            parts -> {
              String broken = names(parts, PartIntegrity::differs);
              String unchecked = names(parts, part -> !part.checked());
              String detail =
                  "Em %s diferem do razão: %s. Veja GET /api/billing/ledger/integrity?month=%s."
                      .formatted(month, broken, month);
              Uni<Void> told =
                  !broken.isEmpty()
                      ? tell.broken(tenant, month.toString(), detail)
                      : unchecked.isEmpty()
                          ? tell.intact(tenant, month.toString())
                          : Uni.createFrom().voidItem();
              return told.replaceWith(unchecked);
            });
  }

  private static String names(List<PartIntegrity> parts, Predicate<PartIntegrity> which) {
    return parts.stream()
        .filter(which)
        .map(part -> part.part().wire())
        .collect(Collectors.joining(", "));
  }

  private Uni<String> chain(TenantId tenant) {
    return verifyChain
        .whole(tenant)
        .chain(
            made ->
                made.intact()
                    ? tell.intact(tenant, LEDGER)
                    : tell.broken(
                        tenant,
                        LEDGER,
                        "A cadeia do razão está rompida (%s). Veja GET /api/billing/ledger/verification."
                            .formatted(where(made))))
        .replaceWith("");
  }

  private static String where(ChainVerification made) {
    return made.brokenAt() == null
        ? made.besideTheChain() + " linhas fora dela"
        : "na posição " + made.brokenAt();
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, String subject) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return Uni.createFrom().voidItem();
  }

  /** To compare twice does no harm. */
  @Override
  public Uni<Void> redriven(Sql sql, TenantId tenant, DeadJob job) {
    return Uni.createFrom().voidItem();
  }
}
