package dev.ramal.calls.insight;

import dev.ramal.calls.CallProblems;
import dev.ramal.kit.time.Span;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which calls are summed, and by what. */
class InsightQuery {
  private static final Duration USUAL = Duration.ofDays(30);

  @QueryParam("group")
  @Parameter(description = "by what calls are put together; agent when absent")
  @Schema(implementation = InsightGroup.class)
  String group;

  @QueryParam("from")
  @Parameter(description = "requested at or after this time, RFC 3339; 30 days before to")
  @Schema(type = SchemaType.STRING, format = "date-time")
  String from;

  @QueryParam("to")
  @Parameter(description = "requested before this time, RFC 3339; now when absent")
  @Schema(type = SchemaType.STRING, format = "date-time")
  String to;

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming the parameter that is not valid
   */
  InsightGroup group() {
    return group == null
        ? InsightGroup.AGENT
        : InsightGroup.find(group)
            .orElseThrow(
                () ->
                    CallProblems.BAD_INSIGHT
                        .field("group", "must be one of those", InsightGroup.words())
                        .exception());
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming the parameter that is not valid
   */
  Span time(Instant now, Duration longest) {
    Instant until = to == null ? now : time("to", to);
    Instant begin = from == null ? until.minus(USUAL) : time("from", from);
    if (!begin.isBefore(until) || begin.plus(longest).isBefore(until)) {
      throw CallProblems.BAD_INSIGHT
          .field("from", "must lie before to, by at most " + longest.toDays() + " days")
          .exception();
    }
    return new Span(begin, until);
  }

  private static Instant time(String name, String text) {
    return Span.asked(text, allowed -> CallProblems.NOT_A_TIME.field(name, allowed).exception());
  }
}
