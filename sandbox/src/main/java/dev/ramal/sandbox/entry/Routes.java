package dev.ramal.sandbox.entry;

import dev.ramal.sandbox.processes.Service;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which service answers which public path. The API gateway of {@code deploy/gateway} says the same;
 * a test compares them.
 */
public final class Routes {
  private static final Pattern DISGUISED =
      Pattern.compile(
          "(^|/)\\.{1,2}(;[^/]*)?(/|$)|%2e|%2f|%5c|\\\\|%(?![0-9a-f]{2})",
          Pattern.CASE_INSENSITIVE);

  /** Before what Keycloak itself calls its paths. */
  public static final String KEYCLOAK = "/auth";

  /** What people and their programs need of Keycloak; its administration logs in elsewhere. */
  private static final List<String> KEYCLOAK_PREFIXES =
      List.of(KEYCLOAK + "/realms/ramal", KEYCLOAK + "/resources");

  private static final Map<String, Service> PREFIXES = new LinkedHashMap<>();

  static {
    // First: what the CRM tells lies below what is webhook-gateway's; the music of leads on hold,
    // files of messages, and what messages amount to, below what is call-service's.
    route(Service.CRM_SYNC_SERVICE, "/webhooks/crm");
    route(Service.WEBHOOK_GATEWAY, "/webhooks", "/voice", "/media/hold-music.wav");
    route(Service.MESSAGING_SERVICE, "/media/messages", "/api/insight/messages");
    route(
        Service.CALL_SERVICE,
        "/api/calls",
        "/api/recordings",
        "/api/carriers",
        "/api/numbers",
        "/api/settings/voice",
        "/api/settings/permission",
        "/api/settings/routing",
        "/api/blocklist",
        "/api/settings/inbound",
        "/api/agents",
        "/api/softphone",
        "/api/insight",
        "/media");
    route(
        Service.MESSAGING_SERVICE,
        "/api/messages",
        "/api/conversations",
        "/api/templates",
        "/api/settings/message-routing",
        "/api/settings/messages");
    route(Service.CRM_SYNC_SERVICE, "/api/crm", "/api/contacts");
    route(Service.BILLING_SERVICE, "/api/billing");
    route(Service.MESSAGING_SERVICE, "/api/alerts", "/api/settings/alerts", "/api/ops");
  }

  private Routes() {}

  public static Map<String, Service> prefixes() {
    return Map.copyOf(PREFIXES);
  }

  public static List<String> keycloakPrefixes() {
    return KEYCLOAK_PREFIXES;
  }

  static boolean isKeycloak(String path) {
    return KEYCLOAK_PREFIXES.stream().anyMatch(prefix -> covers(prefix, path));
  }

  /**
   * False for a path that a service may read as another one than is written: it resolves dots and
   * decodes dots and slashes, and would serve {@code /q/metrics} for {@code
   * /api/calls/../../q/metrics}. False as well for a percent sign with no two digits behind it,
   * which a service refuses without a word.
   */
  public static boolean isPlain(String path) {
    return !DISGUISED.matcher(path).find();
  }

  /** Whether it is an address as RFC 3986 has it; a service refuses another without a word. */
  static boolean isWritten(String address) {
    try {
      new URI(address);
      return true;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Empty for a path that is not public. */
  public static Optional<Service> of(String path) {
    return PREFIXES.entrySet().stream()
        .filter(route -> covers(route.getKey(), path))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean covers(String prefix, String path) {
    return path.startsWith(prefix)
        && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
  }

  private static void route(Service service, String... prefixes) {
    for (String prefix : prefixes) {
      PREFIXES.put(prefix, service);
    }
  }
}
