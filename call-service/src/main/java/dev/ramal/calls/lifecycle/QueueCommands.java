package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.call.PendingActions.LegAction;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.commands.Command.CommandPayload;
import dev.ramal.calls.commands.CommandJobs;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.calls.settings.VoiceSettingsRepository;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.E164;
import dev.ramal.events.LegName;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Stores the commands that a call needs as it stands. Asking twice stores nothing twice. */
@ApplicationScoped
public class QueueCommands {
  private static final String TOO_LATE = "the call ended first";

  private final CommandJobs commands;
  private final DialingConfig config;
  private final VoiceSettingsRepository settings;
  private final Carriers carriers;
  private final Clock clock;

  QueueCommands(
      CommandJobs commands,
      DialingConfig config,
      VoiceSettingsRepository settings,
      Carriers carriers,
      Clock clock) {
    this.commands = commands;
    this.config = config;
    this.settings = settings;
    this.carriers = carriers;
    this.clock = clock;
  }

  /** Stores what is needed and answers the facts that follow from having stored it. */
  Uni<List<Fact>> queue(Mutiny.Session session, Call call) {
    return Multi.createFrom()
        .iterable(PendingActions.of(call, isSteeredByCommand(call)))
        .onItem()
        .transformToUniAndConcatenate(action -> carryOut(session, call, action))
        .collect()
        .asList()
        .map(facts -> facts.stream().flatMap(List::stream).toList());
  }

  private boolean isSteeredByCommand(Call call) {
    Carrier carrier = call.details().carrier();
    return carrier != null && carriers.of(carrier).steeredByCommand();
  }

  /** Stores the command to dial a leg. */
  public Uni<Void> dial(Mutiny.Session session, Call call, LegName leg) {
    return commands.append(
        session, call, LegAction.of(LegAction.Kind.DIAL, leg), dialPayload(call, leg));
  }

  private Uni<List<Fact>> carryOut(Mutiny.Session session, Call call, LegAction action) {
    return switch (action.kind()) {
      case DIAL ->
          dial(session, call, action.leg())
              .replaceWith(
                  List.of(
                      fact("ordered", action, new FactBody.Ordered(call.details().leadNumber()))));
      case DROP -> drop(session, call, action);
      case ANNOUNCE ->
          settings
              .of(session, call.tenant())
              .map(voice -> voice.words(Prompt.RECORDING_DISCLAIMER))
              .map(text -> CommandPayload.say(handle(call, action), text))
              .chain(payload -> append(session, call, action, payload));
      case JOIN -> append(session, call, action, joinPayload(call, action));
      case HANG_UP -> append(session, call, action, CommandPayload.leg(handle(call, action)));
    };
  }

  private Uni<List<Fact>> append(
      Mutiny.Session session, Call call, LegAction action, CommandPayload payload) {
    return commands.append(session, call, action, payload).replaceWith(List.of());
  }

  private Uni<List<Fact>> drop(Mutiny.Session session, Call call, LegAction action) {
    return commands
        .withdrawDial(session, call.tenant(), call.id(), action.leg(), TOO_LATE)
        .map(
            done ->
                done
                    ? List.of(fact("dropped", action, new FactBody.Dropped(TOO_LATE)))
                    : List.of());
  }

  private Fact fact(String what, LegAction action, FactBody body) {
    String id = what + ":" + action.leg().wire();
    return new Fact(id, action.leg(), null, clock.instant(), null, body);
  }

  private CommandPayload dialPayload(Call call, LegName leg) {
    boolean lead = leg == LegName.LEAD;
    return CommandPayload.dial(
        lead ? call.details().leadNumber() : call.details().agentAddress(),
        E164.of(call.details().from()),
        lead && call.details().record(),
        (int) (lead ? config.leadRings() : config.agentRings()).toSeconds());
  }

  private static CommandPayload joinPayload(Call call, LegAction action) {
    String conference = action.leg() == LegName.LEAD ? call.state().conferenceId() : null;
    return CommandPayload.join(handle(call, action), conference);
  }

  private static CarrierCallId handle(Call call, LegAction action) {
    return call.state().leg(action.leg()).carrierCallId();
  }
}
