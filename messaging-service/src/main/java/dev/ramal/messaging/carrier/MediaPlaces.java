package dev.ramal.messaging.carrier;

import dev.ramal.carriers.files.KnownPlaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** Which addresses carriers keep files of messages at, and redirect to. */
@ApplicationScoped
public class MediaPlaces {
  private final KnownPlaces known;

  MediaPlaces(CarrierMediaConfig config) {
    known = new KnownPlaces(config.places());
  }

  /**
   * @param api of the carrier; another server may stand in for it
   */
  public boolean hold(URI address, URI api) {
    return known.hold(address) || address.normalize().equals(address) && isSameOrigin(address, api);
  }

  /** Whether both lie at one server; user info never does. */
  public static boolean isSameOrigin(URI address, URI api) {
    return address.getUserInfo() == null
        && ("" + api.getScheme()).equals(address.getScheme())
        && ("" + api.getAuthority()).equals(address.getAuthority());
  }
}
