package dev.ramal.calls.numbers;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.Carrier;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which of the organization's numbers are listed. */
public class NumbersFilter {
  @QueryParam("state")
  @Parameter(description = "Without it every state")
  @Schema(implementation = NumberState.class)
  String state;

  @QueryParam("carrier")
  @Schema(examples = "twilio")
  String carrier;

  @QueryParam("connectionId")
  String connectionId;

  @QueryParam("assignedTo")
  @Parameter(description = "User id of an agent, or id of a campaign")
  String assignedTo;

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming what is wrong
   */
  NumberRepository.Wanted wanted() {
    NumberState wanted = null;
    if (state != null) {
      wanted =
          NumberState.find(state)
              .orElseThrow(
                  () ->
                      CallProblems.BAD_NUMBER
                          .field("state", "is no state of a number", states())
                          .exception());
    }
    if (carrier != null && !Arrays.asList(Carrier.words()).contains(carrier)) {
      throw CallProblems.BAD_NUMBER
          .field("carrier", "must name a carrier", Carrier.words())
          .exception();
    }
    return new NumberRepository.Wanted(
        wanted, connectionId, carrier == null ? null : Carrier.of(carrier).name(), assignedTo);
  }

  private static String[] states() {
    return Arrays.stream(NumberState.values()).map(NumberState::wire).toArray(String[]::new);
  }
}
