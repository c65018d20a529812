package dev.ramal.calls.dispatch;

import dev.ramal.calls.agents.AgentRepository;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Route;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.QueueCommands;
import dev.ramal.calls.numbers.CallerIds;
import dev.ramal.calls.numbers.ChooseCallerId;
import dev.ramal.calls.numbers.ChooseCallerId.Chosen;
import dev.ramal.calls.numbers.ChooseCallerId.Counting;
import dev.ramal.calls.permission.PermissionTables;
import dev.ramal.calls.routing.PlanRoute;
import dev.ramal.calls.routing.ReadRoutes;
import dev.ramal.calls.routing.RouteCandidate;
import dev.ramal.calls.routing.RouteChoice;
import dev.ramal.calls.routing.RouteWish;
import dev.ramal.calls.settings.VoiceSettingsRepository;
import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.events.LegName;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives a call whose agent could not be rung to the next carrier. The call is locked, and the order
 * to dial there is stored by the transaction that records what the carrier before did not do.
 */
@ApplicationScoped
class DialElsewhere {
  private final VoiceSettingsRepository settings;
  private final ReadRoutes routes;
  private final PlanRoute plan;
  private final AgentRepository agents;
  private final ChooseCallerId callerIds;
  private final PermissionTables permission;
  private final ApplyFacts applyFacts;
  private final QueueCommands commands;
  private final Jobs jobs;
  private final DialingConfig config;
  private final Clock clock;

  DialElsewhere(
      VoiceSettingsRepository settings,
      ReadRoutes routes,
      PlanRoute plan,
      AgentRepository agents,
      ChooseCallerId callerIds,
      PermissionTables permission,
      ApplyFacts applyFacts,
      QueueCommands commands,
      Jobs jobs,
      DialingConfig config,
      Clock clock) {
    this.settings = settings;
    this.routes = routes;
    this.plan = plan;
    this.agents = agents;
    this.callerIds = callerIds;
    this.permission = permission;
    this.applyFacts = applyFacts;
    this.commands = commands;
    this.jobs = jobs;
    this.config = config;
    this.clock = clock;
  }

  /** Whether another carrier would take the call; the call is locked by this transaction. */
  Uni<Boolean> isThere(Sql sql, Call call, Command dial) {
    return next(sql, call, dial, null).map(Optional::isPresent);
  }

  /**
   * @param instead what became of the dial
   * @return false when no other carrier takes the call; nothing is changed then
   */
  Uni<Boolean> dial(Sql sql, Call call, Command refused, Route.Instead instead) {
    return next(sql, call, refused, instead)
        .chain(
            found ->
                found
                    .map(way -> order(sql, call, way, refused.id()).replaceWith(true))
                    .orElseGet(() -> Uni.createFrom().item(false)));
  }

  private Uni<Void> order(Sql sql, Call call, Way way, String causation) {
    return address(sql, call, way.route())
        .call(() -> Counting.count(sql, way.counted()))
        .map(address -> call.orderedAnew(address, way.route(), clock.instant()))
        .chain(ordered -> applyFacts.apply(sql, call, List.of(ordered), causation))
        .chain(now -> jobs.append(sql, commands.dial(now, LegName.AGENT)))
        .replaceWithVoid();
  }

  /** A softphone is another at each account. */
  private Uni<String> address(Sql sql, Call call, Route way) {
    return way.softphone() == null
        ? Uni.createFrom().item(call.details().agentAddress())
        : agents
            .rung(sql, call.tenant(), call.details().agentId())
            .map(rung -> agents.address(rung, way.softphone(), way.carrier(), way.connectionId()));
  }

  /**
   * Where a call goes next.
   *
   * @param counted counts the number that is shown; empty where nobody wants the count
   */
  private record Way(Route route, Optional<Counting> counted) {}

  private Uni<Optional<Way>> next(Sql sql, Call call, Command dial, Route.Instead instead) {
    if (!RefusedDials.mayGoElsewhere(call, dial, clock.instant().minus(config.longestWait()))) {
      return Uni.createFrom().item(Optional.empty());
    }
    E164 to = E164.of(call.details().to());
    return Uni.combine()
        .all()
        .unis(
            settings.of(sql, Set.of(call.tenant())),
            routes.read(sql, call.tenant(), to, Carrier.known()),
            callerIds.read(
                sql,
                call.tenant(),
                call.details().agentId(),
                call.details().campaignId(),
                Carrier.known().stream().map(Carrier::name).toList()),
            permission.read(sql, call.tenant(), to, clock.instant()))
        .collectFailures()
        .with(
            (voices, terms, pool, permitted) ->
                way(
                    plan.plan(
                        wish(call, to, voices.get(call.tenant()).carrier()),
                        permitted
                            .preferredCarrier(call.details().agentId(), call.details().campaignId())
                            .map(terms::preferring)
                            .orElse(terms)),
                    call,
                    pool.denying(permitted.deniedNumbers()),
                    instead));
  }

  private static RouteWish wish(Call call, E164 to, Carrier first) {
    Route last = call.route().orElseThrow();
    return new RouteWish(
        to,
        last.namesItsNumber() ? E164.of(last.from()) : null,
        null,
        first,
        call.routes().stream().map(Route::carrier).collect(Collectors.toSet()));
  }

  /** None by a number that has the brake on: who judged the call saw another. */
  private Optional<Way> way(RouteChoice choice, Call call, CallerIds pool, Route.Instead instead) {
    Route last = call.route().orElseThrow();
    return choice
        .chosen()
        .map(found -> shown(call, last, pool, found.candidate()))
        .filter(shown -> !pool.denies(shown.number()))
        .map(
            shown ->
                new Way(
                    choice.route(shown.number(), last.softphone(), last.namesItsNumber(), instead),
                    shown.counted()));
  }

  /** As for a click: the one whose turn it is, of those that this agent and campaign may show. */
  private Chosen shown(Call call, Route last, CallerIds pool, RouteCandidate there) {
    Optional<Chosen> turn =
        last.namesItsNumber()
            ? Optional.empty()
            : callerIds.choose(
                call.tenant(),
                pool,
                there.account().id().value(),
                E164.of(call.details().leadNumber()));
    return turn.orElseGet(() -> new Chosen(there.from(), Optional.empty()));
  }
}
