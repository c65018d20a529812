package dev.ramal.messaging.templates;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.carrier.TemplateCarrier.Decision;
import dev.ramal.messaging.carrier.TemplateCarrier.Verdict;
import dev.ramal.messaging.carrier.TemplateCarriers;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Asks carriers how far texts are: those that wait for a decision, soon; those that are approved,
 * some times a day, for WhatsApp pauses what contacts complain about. No callback tells of it.
 */
@ApplicationScoped
class WatchApprovals {
  private static final Logger LOG = Logger.getLogger(WatchApprovals.class);
  private static final int MOST = 50;
  private static final int AT_ONCE = 4;
  private static final int NOT_FOUND = 404;
  private static final String NOBODY_ASKED = "the carrier knows of no request for approval";

  /** Longer than a question takes. */
  private static final Duration LEASE = Duration.ofMinutes(10);

  private final SqlTransactions transactions;
  private final ApprovalRepository approvals;
  private final TellApproval tell;
  private final TemplateCarriers carriers;
  private final ApprovalTimes times;
  private final Clock clock;

  WatchApprovals(
      SqlTransactions transactions,
      ApprovalRepository approvals,
      TellApproval tell,
      TemplateCarriers carriers,
      ApprovalTimes times,
      Clock clock) {
    this.transactions = transactions;
    this.approvals = approvals;
    this.tell = tell;
    this.carriers = carriers;
    this.times = times;
    this.clock = clock;
  }

  @Scheduled(
      every = "${ramal.messaging.templates.poll}",
      identity = "template-approvals",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return BestEffort.of(
        askAll(), failure -> LOG.warnf("carriers are asked about templates later: %s", failure));
  }

  Uni<Void> askAll() {
    Instant now = clock.instant();
    return transactions
        .acrossTenants(
            "texts of every organization",
            sql -> approvals.takeDue(sql, now, now.plus(LEASE), MOST))
        .chain(
            due ->
                Multi.createFrom()
                    .iterable(due)
                    .onItem()
                    .transformToUni(
                        wanted ->
                            BestEffort.of(
                                ask(wanted),
                                failure ->
                                    LOG.warnf(
                                        "tenant=%s template=%s is asked about later: %s",
                                        wanted.key().tenant(), wanted.key().templateId(), failure)))
                    .merge(AT_ONCE)
                    .onItem()
                    .ignoreAsUni()
                    .chain(() -> due.size() < MOST ? Uni.createFrom().voidItem() : askAll()));
  }

  private Uni<Void> ask(WantedApproval wanted) {
    ApprovalKey key = wanted.key();
    return carriers
        .ask(
            key.tenant(),
            key.connectionId(),
            (carrier, account) -> carrier.ask(account, wanted.contentId()))
        .chain(reply -> store(wanted, reply));
  }

  private Uni<Void> store(WantedApproval wanted, CarrierReply<Decision> reply) {
    Decision told = told(wanted, reply);
    ApprovalState state = times.state(told, wanted.state());
    int polls = state == wanted.state() ? wanted.polls() + 1 : 0;
    Instant now = clock.instant();
    return transactions.inTenant(
        wanted.key().tenant(),
        sql ->
            tell.become(
                sql,
                wanted.key(),
                state,
                told.reason(),
                ApprovalCategory.told(told.category()),
                polls,
                times.next(state, polls, now)));
  }

  /** Where the carrier says nothing of approval, the reason stays that was known before. */
  private static Decision told(WantedApproval wanted, CarrierReply<Decision> reply) {
    if (reply instanceof CarrierReply.Refused<Decision> gone && gone.status() == NOT_FOUND) {
      return new Decision(Verdict.UNSUBMITTED, gone.code() + ": " + gone.reason(), null);
    }
    if (!(reply instanceof CarrierReply.Done<Decision> done)) {
      return new Decision(Verdict.UNKNOWN, wanted.reason(), null);
    }
    return switch (done.value().verdict()) {
      case UNKNOWN -> new Decision(Verdict.UNKNOWN, wanted.reason(), done.value().category());
      case UNSUBMITTED ->
          new Decision(
              Verdict.UNSUBMITTED, wanted.reason() == null ? NOBODY_ASKED : wanted.reason(), null);
      default -> done.value();
    };
  }
}
