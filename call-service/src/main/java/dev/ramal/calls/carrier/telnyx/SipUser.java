package dev.ramal.calls.carrier.telnyx;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The user part of a SIP address, which it cannot leave: no other host can be named by it. */
final class SipUser {
  private SipUser() {}

  static String of(String username) {
    return URLEncoder.encode(username, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A");
  }
}
