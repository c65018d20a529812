package dev.ramal.gateway.carriers.twilio;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The forms in which Twilio may have signed one address. Credentials and fragment are dropped by
 * the documentation, kept by some; the port is dropped for voice over https, kept or completed
 * elsewhere; an apostrophe in the query may be signed escaped. Everything else is signed byte for
 * byte as requested, so nothing is ever decoded here.
 */
final class SignedUrls {
  private final List<String> bases;

  private SignedUrls(List<String> bases) {
    this.bases = bases;
  }

  /**
   * @param base scheme, authority and perhaps a path prefix, as configured and never as a request
   *     header claims
   * @throws IllegalArgumentException when it is no http or https address
   */
  static SignedUrls under(String base) {
    int scheme = base.indexOf("://");
    if (!base.startsWith("https://") && !base.startsWith("http://")) {
      throw new IllegalArgumentException("not an http or https address: " + base);
    }
    int hostStart = scheme + 3;
    int pathStart = base.indexOf('/', hostStart);
    String authority = base.substring(hostStart, pathStart < 0 ? base.length() : pathStart);
    String prefix = pathStart < 0 ? "" : base.substring(pathStart);
    if (prefix.endsWith("/")) {
      prefix = prefix.substring(0, prefix.length() - 1);
    }
    int at = authority.lastIndexOf('@');
    Set<String> authorities = new LinkedHashSet<>();
    addPorts(authorities, authority.substring(at + 1), base.startsWith("https:") ? 443 : 80);
    if (at >= 0) {
      addPorts(authorities, authority, base.startsWith("https:") ? 443 : 80);
    }
    List<String> bases = new ArrayList<>();
    for (String each : authorities) {
      bases.add(base.substring(0, hostStart) + each + prefix);
    }
    return new SignedUrls(List.copyOf(bases));
  }

  private static void addPorts(Set<String> authorities, String authority, int defaultPort) {
    int colon = authority.indexOf(':', authority.lastIndexOf('@') + 1);
    int bracket = authority.lastIndexOf(']');
    int port = bracket > colon ? authority.indexOf(':', bracket) : colon;
    authorities.add(authority);
    String bare = port < 0 ? authority : authority.substring(0, port);
    authorities.add(bare);
    authorities.add(bare + ":" + defaultPort);
  }

  /** Whether a form of one request under the base fits; tries the likeliest first. */
  boolean anyOf(String pathAndQuery, Predicate<String> fits) {
    int fragment = pathAndQuery.indexOf('#');
    String path = fragment < 0 ? pathAndQuery : pathAndQuery.substring(0, fragment);
    for (String base : bases) {
      if (fits.test(base + path)) {
        return true;
      }
    }
    int query = path.indexOf('?');
    if (query < 0 || path.indexOf('\'', query) < 0) {
      return false;
    }
    String escaped = path.substring(0, query) + path.substring(query).replace("'", "%27");
    return bases.stream().anyMatch(base -> fits.test(base + escaped));
  }
}
