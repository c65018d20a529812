package dev.ramal.simulators.twilio.webhooks;

import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.Reply;
import dev.ramal.simulators.http.RetryPolicy;
import dev.ramal.simulators.twilio.api.TwilioSignature;
import java.time.Duration;
import java.util.List;

/**
 * Where a webhook goes and how patiently, as the URL's fragment asks: {@code
 * #rc=3&rp=5xx,ct,rt&ct=2000&rt=5000&tt=15000}. Without one: a single retry, and only when the
 * connection fails. The total (tt, at most 15 s) is one for all attempts. The fragment is neither
 * sent nor signed.
 */
public record WebhookTarget(String url, String method, RetryPolicy policy) {
  private static final int CEILING = 15_000;

  public static WebhookTarget of(String configured, String method) {
    int hash = configured.indexOf('#');
    Fields wishes = hash < 0 ? new Fields() : Fields.parse(configured.substring(hash + 1));
    int connect = number(wishes, "ct", 5000, 10_000);
    int read = number(wishes, "rt", CEILING, CEILING);
    int total = number(wishes, "tt", CEILING, CEILING);
    List<String> when = List.of(wishes.get("rp", "ct").split(","));
    return new WebhookTarget(
        TwilioSignature.withoutFragment(configured),
        method == null ? "POST" : method,
        new RetryPolicy(
            Duration.ofMillis(connect),
            Duration.ofMillis(read),
            Duration.ofMillis(total),
            number(wishes, "rc", 1, 5),
            reply -> again(reply, when),
            attempt -> Duration.ofMillis(50)));
  }

  private static boolean again(Reply reply, List<String> when) {
    if (reply.ok()) {
      return false;
    }
    String kind =
        reply.status() == null
            ? ("timeout".equals(reply.error()) ? "rt" : "ct")
            : reply.status() / 100 + "xx";
    return when.contains("all") || when.contains(kind);
  }

  private static int number(Fields wishes, String name, int otherwise, int most) {
    String text = wishes.get(name);
    return text == null ? otherwise : Math.min(Integer.parseInt(text), most);
  }
}
