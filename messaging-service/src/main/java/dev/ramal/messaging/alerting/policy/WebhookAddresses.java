package dev.ramal.messaging.alerting.policy;

import dev.ramal.carriers.files.KnownPlaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where webhooks may lead. An organization names the address, and we post to it from within: only
 * hosts of Slack's are believed, none that it could name by itself, and no redirect is followed.
 */
@ApplicationScoped
public class WebhookAddresses implements AlertSettingsChange.Webhooks {
  private static final int LONGEST = 500;
  private static final int SHOWN = 4;

  private final KnownPlaces slack;
  private final String hosts;
  private final URI standIn;

  WebhookAddresses(AlertingConfig config) {
    slack = new KnownPlaces(config.slackHosts());
    hosts = String.join(" or ", config.slackHosts());
    standIn = config.slackStandIn().map(URI::create).orElse(null);
  }

  /** Asked again right before each post: the hosts may be others by then. */
  public boolean allow(String address) {
    return complaint(address) == null;
  }

  @Override
  public String complaint(String address) {
    if (address == null || address.isBlank() || address.length() > LONGEST) {
      return "is required: the address of an incoming webhook, at most " + LONGEST + " characters";
    }
    try {
      URI uri = new URI(address);
      return slack.hold(uri) || isStandIn(uri)
          ? null
          : "must be an address of Slack's, as in https://hooks.slack.com/services/…; posted to is"
              + " only "
              + hosts;
    } catch (URISyntaxException e) {
      return "is no address";
    }
  }

  /** The host and the last characters: enough to tell two of them apart. */
  @Override
  public String shown(String address) {
    URI uri = URI.create(address);
    String end = address.substring(Math.max(address.length() - SHOWN, 0));
    return uri.getScheme() + "://" + uri.getAuthority() + "/…" + end;
  }

  private boolean isStandIn(URI address) {
    return standIn != null
        && address.getUserInfo() == null
        && address.normalize().equals(address)
        && standIn.getScheme().equals(address.getScheme())
        && standIn.getAuthority().equals(address.getAuthority());
  }
}
