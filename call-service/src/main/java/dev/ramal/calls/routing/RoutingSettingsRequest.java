package dev.ramal.calls.routing;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.Carrier;
import dev.ramal.kit.problem.Problem;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change of how carriers are chosen; an absent field keeps its value. */
@Schema(
    name = "RoutingSettingsChange",
    examples =
"""
{"prefer": "cost", "carriers": ["twilio", "telnyx"]}
""")
record RoutingSettingsRequest(
    @Schema(implementation = Preference.class) String prefer,
    @Schema(examples = "[\"twilio\", \"telnyx\"]") List<String> carriers) {

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  RoutingSettings changed(RoutingSettings before) {
    if (prefer == null && carriers == null) {
      throw CallProblems.NOTHING_TO_CHANGE.exception();
    }
    Problem problem = CallProblems.BAD_ROUTING;
    Optional<Preference> preference =
        prefer == null ? Optional.of(before.prefer()) : Preference.find(prefer);
    if (preference.isEmpty()) {
      problem = problem.field("prefer", "must say what decides", words());
    }
    if (carriers != null && !areCarriers()) {
      problem = problem.field("carriers", "must name carriers, each once", Carrier.words());
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new RoutingSettings(
        preference.get(),
        carriers == null
            ? before.carriers()
            : Optional.of(carriers.stream().map(Carrier::of).toList()));
  }

  private boolean areCarriers() {
    return List.of(Carrier.words()).containsAll(carriers)
        && new HashSet<>(carriers).size() == carriers.size();
  }

  private static String[] words() {
    return Arrays.stream(Preference.values()).map(Preference::wire).toArray(String[]::new);
  }
}
