package dev.ramal.calls.advancing;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.LegName;
import dev.ramal.calls.call.NextSteps;
import dev.ramal.calls.call.Said;
import dev.ramal.calls.call.Step;
import dev.ramal.calls.commands.CommandConfig;
import dev.ramal.calls.commands.CommandPayload;
import dev.ramal.calls.commands.CommandStore;
import dev.ramal.calls.settings.VoiceSettings;
import dev.ramal.calls.settings.VoiceSettingsStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Stores the intents that a call needs as it stands. Asking twice stores nothing twice. */
@ApplicationScoped
public class OrderSteps {
  private static final String TOO_LATE = "the call ended first";

  private final CommandStore commands;
  private final CommandConfig config;
  private final VoiceSettingsStore settings;
  private final Clock clock;

  OrderSteps(
      CommandStore commands, CommandConfig config, VoiceSettingsStore settings, Clock clock) {
    this.commands = commands;
    this.config = config;
    this.settings = settings;
    this.clock = clock;
  }

  /** Stores what is needed and answers the facts that follow from having stored it. */
  Uni<List<Fact>> run(Mutiny.Session session, Call call) {
    return Multi.createFrom()
        .iterable(NextSteps.of(call))
        .onItem()
        .transformToUniAndConcatenate(step -> take(session, call, step))
        .collect()
        .asList()
        .map(facts -> facts.stream().flatMap(List::stream).toList());
  }

  /** Stores the intent to dial a leg. */
  public Uni<Void> dial(Mutiny.Session session, Call call, LegName leg) {
    return commands.order(session, call, Step.of(Step.Kind.DIAL, leg), dialPayload(call, leg));
  }

  private Uni<List<Fact>> take(Mutiny.Session session, Call call, Step step) {
    return switch (step.kind()) {
      case DIAL ->
          dial(session, call, step.leg())
              .replaceWith(
                  List.of(fact("ordered", step, new Said.Ordered(call.details().leadNumber()))));
      case DROP -> drop(session, call, step);
      case ANNOUNCE ->
          settings
              .of(session, call.tenant())
              .map(VoiceSettings::disclaimer)
              .map(text -> CommandPayload.say(handle(call, step), text))
              .chain(payload -> order(session, call, step, payload));
      case JOIN -> order(session, call, step, joinPayload(call, step));
      case HANG_UP -> order(session, call, step, CommandPayload.leg(handle(call, step)));
    };
  }

  private Uni<List<Fact>> order(
      Mutiny.Session session, Call call, Step step, CommandPayload payload) {
    return commands.order(session, call, step, payload).replaceWith(List.of());
  }

  private Uni<List<Fact>> drop(Mutiny.Session session, Call call, Step step) {
    return commands
        .drop(session, call.tenant(), call.id(), step.leg(), TOO_LATE)
        .map(done -> done ? List.of(fact("dropped", step, new Said.Dropped(TOO_LATE))) : List.of());
  }

  private Fact fact(String what, Step step, Said said) {
    String id = what + ":" + step.leg().wire();
    return new Fact(id, step.leg(), null, clock.instant(), null, said);
  }

  private CommandPayload dialPayload(Call call, LegName leg) {
    boolean lead = leg == LegName.LEAD;
    return CommandPayload.dial(
        lead ? call.details().leadNumber() : call.details().agentAddress(),
        call.details().from(),
        lead && call.details().record(),
        (int) (lead ? config.leadRings() : config.agentRings()).toSeconds());
  }

  private static CommandPayload joinPayload(Call call, Step step) {
    String conference = step.leg() == LegName.LEAD ? call.picture().conferenceId() : null;
    return CommandPayload.join(handle(call, step), conference);
  }

  private static String handle(Call call, Step step) {
    return call.picture().leg(step.leg()).carrierCallId();
  }
}
