package dev.ramal.crm.connections;

import dev.ramal.crm.port.CrmPort.WebhookSubscription;
import java.util.List;

/**
 * How that stands at the CRM which it was asked to tell by itself. Pure.
 *
 * @param suspended events that it tells no more, as after constant failure
 * @param missing events that it was not asked for, or is not any more
 */
public record WebhookStanding(int suspended, int missing) {
  public static final WebhookStanding WHOLE = new WebhookStanding(0, 0);

  /**
   * @param wanted events, as the CRM calls them
   * @param known that go to our address; of one event there may be several
   */
  static WebhookStanding of(List<String> wanted, List<WebhookSubscription> known) {
    int suspended = 0;
    int missing = 0;
    for (String event : wanted) {
      List<WebhookSubscription> of =
          known.stream().filter(one -> event.equals(one.event())).toList();
      if (of.isEmpty()) {
        missing++;
      } else if (of.stream().allMatch(WebhookSubscription::suspended)) {
        suspended++;
      }
    }
    return new WebhookStanding(suspended, missing);
  }

  public boolean isWhole() {
    return equals(WHOLE);
  }
}
