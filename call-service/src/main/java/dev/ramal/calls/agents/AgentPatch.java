package dev.ramal.calls.agents;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.E164;
import dev.ramal.kit.problem.Problem;
import dev.ramal.numbering.DialableNumber;
import dev.ramal.numbering.MeantNumber;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A change of an agent; an absent field keeps its value, an empty text clears it.
 *
 * @param phone E.164; goes with the endpoint phone only
 * @param extension by which colleagues know the agent, digits
 * @param number of a connection's; who calls it calls this agent
 * @param mobile where calls follow the agent, E.164
 */
@Schema(
    name = "AgentPatch",
    examples =
"""
{"name": "Ana Souza", "mobile": "+5511988880001"}
""")
record AgentPatch(
    String name,
    @Schema(implementation = Endpoint.class) String endpoint,
    String phone,
    @Schema(pattern = "[0-9]{2,6}") String extension,
    String number,
    String mobile) {
  private static final Pattern EXTENSION = Pattern.compile("[0-9]{2,6}");
  private static final int LONGEST_NAME = 200;

  /** Whether it gives what only an administrator gives. */
  boolean placesAgent() {
    return extension != null || number != null;
  }

  boolean namesNothing() {
    return Stream.of(name, endpoint, phone, extension, number, mobile).allMatch(Objects::isNull);
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  Agent applied(Agent before) {
    Endpoint rings = endpoint == null ? before.endpoint() : Endpoint.find(endpoint);
    String onPhone =
        rings == Endpoint.SOFTPHONE && phone == null ? null : merged(before.phone(), phone);
    Problem problem = checkEndpoint(CallProblems.BAD_AGENT, rings, onPhone);
    Agent after =
        before
            .named(merged(before.name(), name), null)
            .rung(rings, onPhone)
            .reached(
                merged(before.extension(), extension),
                merged(before.number(), number),
                merged(before.mobile(), mobile));
    if (name != null && name.length() > LONGEST_NAME) {
      problem = problem.field("name", "has at most " + LONGEST_NAME + " characters");
    }
    if (isGiven(extension) && !EXTENSION.matcher(extension).matches()) {
      problem = problem.field("extension", "must be 2 to 6 digits");
    }
    if (isGiven(number) && !E164.isValid(number)) {
      problem = badNumber(problem, "number", number);
    }
    if (isGiven(mobile) && DialableNumber.of(mobile).isEmpty()) {
      problem = badNumber(problem, "mobile", mobile);
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return after;
  }

  private static Problem checkEndpoint(Problem problem, Endpoint rings, String phone) {
    if (rings == null) {
      return problem.field("endpoint", "must say what rings", "phone", "softphone");
    }
    if (rings == Endpoint.SOFTPHONE) {
      return phone == null ? problem : problem.field("phone", "does not belong to a softphone");
    }
    return DialableNumber.of(phone).isEmpty() ? badNumber(problem, "phone", phone) : problem;
  }

  private static Problem badNumber(Problem problem, String field, String given) {
    return problem
        .field(field, "must be a number in E.164 that can exist, as in +5511987654321")
        .with("suggestion", MeantNumber.of(given).map(E164::value).orElse(null));
  }

  private static boolean isGiven(String text) {
    return text != null && !text.isBlank();
  }

  private static String merged(String now, String wanted) {
    if (wanted == null) {
      return now;
    }
    return wanted.isBlank() ? null : wanted.strip();
  }
}
