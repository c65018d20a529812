package dev.ramal.simulators.context;

import dev.ramal.simulators.http.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Access tokens of a stand-in: what each opens, and until when in simulated time. Confined to the
 * loop.
 */
public final class BearerTokens {
  private final SimulatorContext context;
  private final Map<String, Held> tokens = new HashMap<>();

  /**
   * @param account that the token opens
   * @param live false once its time is over
   */
  public record Access(String account, boolean live) {}

  private record Held(String account, Instant until) {}

  public BearerTokens(SimulatorContext context) {
    this.context = context;
  }

  /** Makes the token known from now on. */
  public void issue(String token, String account, Duration life) {
    tokens.put(token, new Held(account, context.now().plus(life)));
  }

  /** The time of all of them is over. */
  public void expireAll() {
    tokens.replaceAll((token, held) -> new Held(held.account(), context.now()));
  }

  /** No token opens the account any more. */
  public void revoke(String account) {
    tokens.values().removeIf(held -> held.account().equals(account));
  }

  /** What the token of the request opens; null without one that is known. */
  public Access of(Exchange exchange) {
    String token = exchange.bearer();
    Held held = token == null ? null : tokens.get(token);
    return held == null ? null : new Access(held.account(), held.until().isAfter(context.now()));
  }
}
