package dev.ramal.calls.dispatch;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.LegAction;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.CommandJobs;
import dev.ramal.calls.commands.DialRefusals;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.lifecycle.HangUpQuestions;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJob;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.jobs.RedriveDeadJob;
import dev.ramal.kit.secrets.UnopenableSecret;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.time.Backoff;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Sends commands to carriers, each once, and finds out what became of a dial whose outcome is not
 * known: what the carrier has is adopted, what it proves not to have may be dialled again, and
 * until it can tell nothing is dialled.
 *
 * <p>Failure policy: a dial is never sent again on a guess. Joining and announcing do no harm twice
 * and are repeated under the same command id, a few times; so is hanging up, under none, because
 * each must be heard as long as the leg lives.
 */
@ApplicationScoped
class CarrierCommands implements JobHandler<Taken> {
  private final CarrierAccounts accounts;
  private final Carriers carriers;
  private final SqlTransactions transactions;
  private final CallRepository calls;
  private final ChooseLeg choose;
  private final DialElsewhere elsewhere;
  private final HearDials hear;
  private final ApplyFacts applyFacts;
  private final AskCarriers questions;
  private final HangUpQuestions hangUps;
  private final DialingConfig config;
  private final Clock clock;
  private final DialRefusals refusals;

  CarrierCommands(
      CarrierAccounts accounts,
      Carriers carriers,
      SqlTransactions transactions,
      CallRepository calls,
      ChooseLeg choose,
      DialElsewhere elsewhere,
      HearDials hear,
      ApplyFacts applyFacts,
      AskCarriers questions,
      HangUpQuestions hangUps,
      DialingConfig config,
      Clock clock,
      DialRefusals refusals) {
    this.accounts = accounts;
    this.carriers = carriers;
    this.transactions = transactions;
    this.calls = calls;
    this.choose = choose;
    this.elsewhere = elsewhere;
    this.hear = hear;
    this.applyFacts = applyFacts;
    this.questions = questions;
    this.hangUps = hangUps;
    this.config = config;
    this.clock = clock;
    this.refusals = refusals;
  }

  @Override
  public JobQueue queue() {
    return JobQueue.named(CommandJobs.QUEUE)
        .places(config.concurrency(), Math.max(1, config.concurrency() / 2))
        .lease(config.longestSending())
        .attempts(config.attempts(), Backoff.doubling(config.askAfter(), config.longestAsk()))
        .questions(Backoff.doubling(config.askAfter(), config.longestAsk()), config.giveUpAsking());
  }

  /** What the call and the connection are is read at once, and nothing is held while it leaves. */
  @Override
  public Uni<Outcome<Taken>> run(Job job) {
    Command command = Command.of(job);
    return transactions
        .inTenant(
            command.tenant(),
            sql ->
                Uni.combine()
                    .all()
                    .unis(
                        stale(sql, command),
                        accounts.sealedById(sql, command.tenant(), command.connectionId()),
                        hear.isTroubled(sql, command))
                    .asTuple())
        .chain(
            found ->
                found
                    .getItem1()
                    .map(outcome -> Uni.createFrom().item(outcome))
                    .orElseGet(
                        () ->
                            hear.hear(
                                command, found.getItem3(), send(found.getItem2().get(), command))))
        .onFailure(UnopenableSecret.class)
        .recoverWithItem(locked -> refusal("connection-sealed", locked.getMessage()));
  }

  private Uni<Optional<Outcome<Taken>>> stale(Sql sql, Command command) {
    return StaleCommands.mayBeStale(command)
        ? locked(sql, command).map(call -> StaleCommands.outcome(call, command))
        : Uni.createFrom().item(Optional.empty());
  }

  private Uni<Outcome<Taken>> send(Optional<CarrierAccount> account, Command command) {
    return account
        .map(known -> carriers.of(command.carrier()).send(known, command))
        .orElseGet(() -> Uni.createFrom().item(refusal("no-connection", "the connection is gone")));
  }

  private static Outcome<Taken> refusal(String code, String why) {
    return new Outcome.Refused<>(code, why);
  }

  @Override
  public Uni<Outcome<Taken>> ask(Job job) {
    return questions.about(Command.of(job));
  }

  /** The call is held first: whoever changes a call and its commands does it in this order. */
  @Override
  public Uni<Outcome<Taken>> weigh(Sql sql, Job job, Outcome<Taken> outcome) {
    Command command = Command.of(job);
    return StaleCommands.mayBeStale(command)
        ? locked(sql, command).chain(call -> weigh(sql, call, command, job.failures() + 1, outcome))
        : calls.hold(sql, command.tenant(), command.call()).replaceWith(outcome);
  }

  private Uni<Outcome<Taken>> weigh(
      Sql sql, Call call, Command command, int failures, Outcome<Taken> outcome) {
    if (outcome instanceof Outcome.Done<Taken> done && done.result() instanceof Taken.Accepted) {
      return Uni.createFrom().item(outcome);
    }
    if (StaleCommands.isDone(call, command)) {
      return Uni.createFrom().item(new Outcome.Done<>(new Taken.ToldByCallbacks()));
    }
    if (outcome instanceof Outcome.Done<Taken> done
        && done.result() instanceof Taken.OneOf several) {
      return choose
          .choose(sql, command, several)
          .chain(chosen -> wanted(sql, call, command, failures, chosen));
    }
    return wanted(sql, call, command, failures, outcome);
  }

  /** What was not done may be sent again, unless nobody waits for it or it was tried enough. */
  private Uni<Outcome<Taken>> wanted(
      Sql sql, Call call, Command command, int failures, Outcome<Taken> outcome) {
    boolean refused = outcome instanceof Outcome.Refused<Taken>;
    if (refused && command.isDial()) {
      return ofDial(sql, call, command, failures, outcome);
    }
    boolean again =
        outcome instanceof Outcome.NotTaken<Taken>
            || outcome instanceof Outcome.Throttled<Taken>
            || refused && command.isToBeHeard();
    if (!again) {
      return Uni.createFrom().item(outcome);
    }
    return StaleCommands.outcome(call, command)
        .map(stale -> Uni.createFrom().item(stale))
        .orElseGet(
            () ->
                command.isDial()
                    ? ofDial(sql, call, command, failures, outcome)
                    : Uni.createFrom().item(outcome));
  }

  private Uni<Outcome<Taken>> ofDial(
      Sql sql, Call call, Command dial, int failures, Outcome<Taken> outcome) {
    boolean triedEnough = failures >= config.dialAttempts();
    return (RefusedDials.mayGoElsewhere(outcome)
            ? elsewhere.isThere(sql, call, dial)
            : Uni.createFrom().item(false))
        .map(other -> RefusedDials.conclude(outcome, other, triedEnough));
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, Taken taken) {
    Command command = Command.of(job);
    if (command.endsLeg()) {
      return locked(sql, command).chain(call -> hangUps.ask(sql, call));
    }
    if (taken instanceof Taken.Accepted answered) {
      return CommandFacts.accepted(command, answered, clock.instant())
          .map(fact -> apply(sql, command, List.of(fact)))
          .orElseGet(() -> Uni.createFrom().voidItem());
    }
    if (taken instanceof Taken.Adopted adopted) {
      return locked(sql, command)
          .chain(
              call ->
                  apply(
                      sql,
                      command,
                      CommandFacts.adopted(call, command, adopted.report(), clock.instant())));
    }
    return Uni.createFrom().voidItem();
  }

  /** A handle that the carrier gave is taken whatever others have concluded. */
  @Override
  public Uni<Void> doneLate(Sql sql, Job job, Taken taken) {
    return taken instanceof Taken.Accepted ? done(sql, job, taken) : Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    Command command = Command.of(job);
    sql.afterCommit(() -> refusals.byCarrier(command, code));
    return (RefusedDials.mayGoElsewhere(code) && command.isDial()
            ? locked(sql, command)
                .chain(
                    call ->
                        elsewhere.dial(
                            sql, call, command, RefusedDials.instead(command, code, reason)))
            : Uni.createFrom().item(false))
        .chain(moved -> moved ? Uni.createFrom().voidItem() : end(sql, command, code, reason));
  }

  private Uni<Void> end(Sql sql, Command command, String code, String reason) {
    if (command.kind() == LegAction.Kind.JOIN && command.leg().isAgent()) {
      return locked(sql, command)
          .map(call -> CommandFacts.notJoined(call, command, code, reason, clock.instant()))
          .chain(fact -> apply(sql, command, List.of(fact)));
    }
    return apply(
        sql, command, List.of(CommandFacts.refused(command, code, reason, clock.instant())));
  }

  @Override
  public Uni<Void> gaveUp(Sql sql, Job job, JobState state, String reason) {
    String code = state == JobState.DEAD ? "no-clear-answer" : "never-told";
    Command command = Command.of(job);
    sql.afterCommit(() -> refusals.byCarrier(command, code));
    return end(sql, command, code, reason);
  }

  /** Nobody is called on a guess, and what the other commands were for went on without them. */
  @Override
  public Uni<Void> redriven(Sql sql, TenantId tenant, DeadJob job) {
    return job.kind().equals(LegAction.Kind.HANG_UP.name())
        ? calls.hold(sql, tenant, CallId.of(job.subject()))
        : Uni.createFrom()
            .failure(
                RedriveDeadJob.senseless(
                    "Its call has ended or went on without it; only a hang-up can be repeated."
                        + " To call again: POST /api/calls."));
  }

  @Override
  public Uni<Void> unclear(Sql sql, Job job, String reason) {
    Command command = Command.of(job);
    return command.isDial()
        ? apply(sql, command, List.of(CommandFacts.unclear(command, reason, clock.instant())))
        : Uni.createFrom().voidItem();
  }

  private Uni<Call> locked(Sql sql, Command command) {
    return calls.lock(sql, command.tenant(), command.call()).map(Optional::orElseThrow);
  }

  private Uni<Void> apply(Sql sql, Command command, List<Fact> facts) {
    return applyFacts.apply(
        sql, command.tenant(), command.call(), facts, command.carrier(), command.id());
  }
}
