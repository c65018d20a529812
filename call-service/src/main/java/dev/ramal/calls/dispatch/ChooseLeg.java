package dev.ramal.calls.dispatch;

import dev.ramal.calls.carrier.CarrierConfig;
import dev.ramal.calls.carrier.LegReport;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.CommandJobs;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.events.CarrierCallId;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Of the legs between a dial's two numbers those of other calls are out. What is left is this
 * dial's when it is the only one and no other dial between these numbers may have made it.
 */
@ApplicationScoped
class ChooseLeg {
  private final CommandJobs commands;
  private final CallRepository calls;
  private final CarrierConfig config;

  ChooseLeg(CommandJobs commands, CallRepository calls, CarrierConfig config) {
    this.commands = commands;
    this.calls = calls;
    this.config = config;
  }

  /** The call's row is locked by this transaction. */
  Uni<Outcome<Taken>> choose(Sql sql, Command dial, Taken.OneOf several) {
    List<CarrierCallId> handles =
        Stream.concat(several.candidates().stream(), several.doubtful().stream())
            .map(LegReport::carrierCallId)
            .toList();
    // Rivals first: one that is concluded in between has told its handle before the second
    // question.
    return commands
        .hasRival(sql, dial)
        .chain(
            rival ->
                calls
                    .heldByOthers(sql, dial.tenant(), dial.call(), dial.leg(), handles)
                    .map(
                        held ->
                            outcome(
                                dial,
                                free(several.candidates(), held),
                                free(several.doubtful(), held),
                                rival)));
  }

  private static List<LegReport> free(List<LegReport> legs, Set<CarrierCallId> held) {
    return legs.stream().filter(leg -> !held.contains(leg.carrierCallId())).toList();
  }

  private Outcome<Taken> outcome(
      Command dial, List<LegReport> free, List<LegReport> doubtful, boolean rival) {
    if (free.isEmpty() && !doubtful.isEmpty()) {
      return new Outcome.Unknown<>(
          "a leg between these numbers is nobody's, of another time by the carrier's clock");
    }
    if (free.isEmpty()) {
      return Lookup.Question.about(dial).isTooEarly(config.lookupGrace())
          ? new Outcome.Unknown<>("too early: the carrier's list may lag behind")
          : new Outcome.NotTaken<>("not created");
    }
    return rival || free.size() > 1
        ? new Outcome.Unknown<>("it may be another call's leg")
        : new Outcome.Done<>(new Taken.Adopted(free.get(0)));
  }
}
