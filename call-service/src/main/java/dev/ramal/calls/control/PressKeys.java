package dev.ramal.calls.control;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallStatus;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.history.CallView;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.lifecycle.QueueCommands;
import dev.ramal.events.CallControl;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.idempotency.Answer;
import dev.ramal.kit.idempotency.Idempotency;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Asks for keys to be pressed. They may be a secret: the command alone knows them, the call's facts
 * say that there were some.
 */
@ApplicationScoped
class PressKeys {
  /** What clients' keys are stored under. */
  static final String ENDPOINT = "POST /api/calls/{id}/dtmf";

  private final Idempotency idempotency;
  private final CallRepository calls;
  private final ApplyFacts applyFacts;
  private final QueueCommands commands;
  private final Jobs jobs;
  private final Clock clock;

  PressKeys(
      Idempotency idempotency,
      CallRepository calls,
      ApplyFacts applyFacts,
      QueueCommands commands,
      Jobs jobs,
      Clock clock) {
    this.idempotency = idempotency;
    this.calls = calls;
    this.applyFacts = applyFacts;
    this.commands = commands;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * @param key of the client for this press; null when the client does not care about doubles
   */
  Uni<Response> press(AccessScope scope, String id, String digits, String key) {
    return idempotency.once(
        scope.tenant(),
        ENDPOINT,
        key,
        scope.userId() + ":" + id + ":" + digits,
        sql -> calls.lockOwn(sql, scope, id).chain(call -> press(sql, call, digits)));
  }

  private Uni<Answer> press(Sql sql, Call call, String digits) {
    if (ControlCall.hasEnded(call)) {
      return Uni.createFrom().item(Answer.of(200, CallView.of(call)));
    }
    ControlCall.checked(call, CallControl.DTMF);
    if (call.status() == CallStatus.HELD) {
      throw CallProblems.ON_HOLD.exception();
    }
    if (call.state().conferenceId() == null) {
      throw CallProblems.NOT_IN_PROGRESS.exception();
    }
    Fact asked = ControlCall.asked(call, CallControl.DTMF, clock.instant());
    int ordinal = ((FactBody.ControlAsked) asked.body()).ordinal();
    return applyFacts
        .apply(sql, call, List.of(asked), null)
        .call(now -> jobs.append(sql, commands.keys(now, ordinal, digits)))
        .map(now -> Answer.of(202, CallView.of(now)));
  }

  /**
   * Keys of a telephone.
   *
   * @param digits 0-9, * and #; w waits half a second
   */
  @Schema(name = "Keys", examples = "{\"digits\": \"1w42#\"}")
  record Keys(
      @Schema(examples = "1w42#", writeOnly = true)
          @NotNull(message = "is required, as in 1w42#")
          @Pattern(
              regexp = "[0-9*#w]{1,32}",
              message = "must be 1 to 32 of 0-9, *, # and w, which waits half a second")
          String digits) {}
}
