package dev.ramal.calls.recordings;

import dev.ramal.carriers.files.LinkSignatures;
import dev.ramal.kit.tenancy.RowKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Paths of the page that plays a recording for a person who clicks on it. What opens it stands
 * behind the {@code #}: a browser sends that to nobody, so it comes into no log on the way.
 */
@ApplicationScoped
class PlayerLinks {
  private static final String PURPOSE = "ramal recording page v1";

  private final LinkSignatures signatures;
  private final Clock clock;

  PlayerLinks(LinkSignatures signatures, Clock clock) {
    this.signatures = signatures;
    this.clock = clock;
  }

  String path(RowKey recording, LinkSettings settings) {
    String page = "/media/player/" + recording.id() + "#tenant=" + recording.tenant();
    if (settings.access() == LinkAccess.LOGIN) {
      return page;
    }
    Instant end =
        clock.instant().plus(Duration.ofDays(settings.days())).truncatedTo(ChronoUnit.SECONDS);
    return page
        + "&expires="
        + end.getEpochSecond()
        + "&signature="
        + signatures.sign(PURPOSE, recording, end);
  }

  boolean open(RowKey recording, long expires, String signature) {
    return signatures.hold(PURPOSE, recording, expires, signature);
  }
}
