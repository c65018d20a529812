package dev.ramal.crm.timeline;

import dev.ramal.crm.CrmProblems;
import jakarta.ws.rs.QueryParam;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What of a timeline a client asks for. */
public class TimelineQuery {
  @QueryParam("type")
  @Parameter(description = "Without it everything that the person may see")
  @Schema(
      enumeration = {
        "all",
        "call",
        "sms",
        "whatsapp",
        "recording",
        "voicemail",
        "activity",
        "cost"
      },
      defaultValue = "all")
  String type;

  /**
   * Those asked for that the person sees.
   *
   * @throws dev.ramal.kit.problem.ProblemException 400 for an unknown word, 403 for costs where the
   *     person sees none
   */
  Set<TimelineType> types(TimelineAccess access) {
    Set<TimelineType> asked = TimelineType.asked(type);
    if (asked.isEmpty()) {
      throw CrmProblems.unknownTimelineType(TimelineType.words());
    }
    Set<TimelineType> seen = access.seen(asked);
    if (seen.isEmpty()) {
      throw CrmProblems.costsNotShown();
    }
    return seen;
  }
}
