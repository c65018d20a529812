package dev.ramal.messaging.insight;

import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.time.Span;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which messages are summed, and by what. */
class MessageInsightQuery {
  private static final Duration USUAL = Duration.ofDays(30);

  @QueryParam("group")
  @Parameter(description = "by what messages are put together; template when absent")
  @Schema(implementation = MessageInsightGroup.class)
  String group;

  @QueryParam("from")
  @Parameter(description = "asked for at or after this time, RFC 3339; 30 days before to")
  @Schema(type = SchemaType.STRING, format = "date-time")
  String from;

  @QueryParam("to")
  @Parameter(description = "asked for before this time, RFC 3339; now when absent")
  @Schema(type = SchemaType.STRING, format = "date-time")
  String to;

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming the parameter that is not valid
   */
  MessageInsightGroup group() {
    return group == null
        ? MessageInsightGroup.TEMPLATE
        : MessageInsightGroup.find(group)
            .orElseThrow(
                () ->
                    bad()
                        .field("group", "must be one of those", MessageInsightGroup.words())
                        .exception());
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming the parameter that is not valid
   */
  Span time(Instant now, Duration longest) {
    Instant until = to == null ? now : time("to", to);
    Instant begin = from == null ? until.minus(USUAL) : time("from", from);
    if (!begin.isBefore(until) || begin.plus(longest).isBefore(until)) {
      throw bad()
          .field("from", "must lie before to, by at most " + longest.toDays() + " days")
          .exception();
    }
    return new Span(begin, until);
  }

  private static Instant time(String name, String text) {
    return Span.asked(text, allowed -> bad().field(name, allowed).exception());
  }

  static Problem bad() {
    return Problem.of(400, "MESSAGES-0048", "The group or the time is not valid");
  }
}
