package dev.ramal.calls.numbers;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.carrier.NumberQuery;
import dev.ramal.calls.carrier.NumberType;
import dev.ramal.events.Carrier;
import dev.ramal.kit.problem.Problem;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which numbers are looked for at a carrier. */
public class AvailableQuery {
  private static final int MOST = 50;

  @QueryParam("areaCode")
  @Parameter(description = "In Brazil the DDD, as in 11")
  String areaCode;

  @QueryParam("contains")
  @Parameter(description = "Digits that the number has somewhere")
  String contains;

  @QueryParam("country")
  @DefaultValue("BR")
  @Parameter(description = "ISO 3166-1 alpha-2")
  String country;

  @QueryParam("type")
  @DefaultValue("local")
  @Schema(implementation = NumberType.class, defaultValue = "local")
  String type;

  @QueryParam("carrier")
  @Parameter(description = "The organization's when absent")
  @Schema(examples = "twilio")
  String carrier;

  @QueryParam("connectionId")
  @Parameter(description = "The account to ask with; else the newest enabled with the carrier")
  String connectionId;

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each parameter that is wrong
   */
  NumberQuery checked() {
    Problem problem = CallProblems.BAD_NUMBER;
    if (areaCode != null && !areaCode.matches("[1-9][0-9]{1,2}")) {
      problem =
          problem.field("areaCode", "must be an area code without a zero before it, as in 11");
    }
    if (contains != null && !contains.matches("[0-9]{1,15}")) {
      problem = problem.field("contains", "must be 1 to 15 digits");
    }
    if (!country.matches("[A-Z]{2}")) {
      problem = problem.field("country", "must be two capital letters, as in BR");
    }
    if (NumberType.find(type).isEmpty()) {
      problem =
          problem.field(
              "type",
              "is no type of number",
              Arrays.stream(NumberType.values()).map(NumberType::wire).toArray(String[]::new));
    }
    if (carrier != null && carrier() == null) {
      problem = problem.field("carrier", "must name a carrier", Carrier.words());
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new NumberQuery(country, NumberType.find(type).orElseThrow(), areaCode, contains, MOST);
  }

  /** Null when absent or unknown. */
  Carrier carrier() {
    return carrier != null && Arrays.asList(Carrier.words()).contains(carrier)
        ? Carrier.of(carrier)
        : null;
  }
}
