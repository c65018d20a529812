package dev.ramal.carriers.files;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Where files may be fetched from, over HTTPS. An organization can sign a callback of its own, and
 * so name any address: only what lies at a known place is fetched.
 *
 * @param places {@code host}, {@code .domain} for every host beneath it, {@code host/folder} where
 *     others keep files at the same host
 */
public record KnownPlaces(List<String> places) {
  public KnownPlaces {
    places = List.copyOf(places);
  }

  /** Whether the address lies at one of them; user info, ports and dot segments never do. */
  public boolean hold(URI address) {
    return address.getHost() != null
        && address.getUserInfo() == null
        && address.getPort() == -1
        && "https".equals(address.getScheme())
        && address.normalize().equals(address)
        && places.stream().anyMatch(place -> holds(place, address));
  }

  private static boolean holds(String place, URI address) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    String path = address.getRawPath();
    int slash = place.indexOf('/');
    String known = slash < 0 ? place : place.substring(0, slash);
    String folder = slash < 0 ? "/" : place.substring(slash).replaceFirst("/?$", "/");
    boolean there = known.startsWith(".") ? host.endsWith(known) : host.equals(known);
    return there && path != null && path.startsWith(folder);
  }
}
