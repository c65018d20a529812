package dev.ramal.simulators.twilio.messages;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Files that came with messages: behind the account's credentials, from where a redirect leads to
 * an address that is open to whoever knows it.
 */
public final class MessageMedia {
  private static final String OPEN = "/media.twiliocdn";

  private final TwilioAccounts accounts;
  private final Supplier<String> baseUrl;
  private final Map<String, Kept> kept = new HashMap<>();

  private record Kept(String account, byte[] content, String type) {}

  public MessageMedia(TwilioAccounts accounts, Supplier<String> baseUrl) {
    this.accounts = accounts;
    this.baseUrl = baseUrl;
  }

  public void mount(SimulatorServer server, String base) {
    server
        .route("GET", base + "/Messages/:message/Media/:media", this::redirect)
        .route("GET", OPEN + "/:media", this::open);
  }

  /**
   * Keeps a file.
   *
   * @return its address, as callbacks name it
   */
  public String keep(TwilioAccount account, byte[] content, String type) {
    String media = "ME" + UUID.randomUUID().toString().replace("-", "");
    kept.put(media, new Kept(account.sid(), content, type));
    return "%s/2010-04-01/Accounts/%s/Messages/MM%s/Media/%s"
        .formatted(
            baseUrl.get(), account.sid(), UUID.randomUUID().toString().replace("-", ""), media);
  }

  public void clear() {
    kept.clear();
  }

  private void redirect(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    String media = exchange.pathParam("media");
    Kept file = kept.get(media);
    if (file == null || !file.account().equals(account.sid())) {
      throw TwilioErrors.notFound(exchange.path());
    }
    exchange.answer(
        307, "text/plain", Buffer.buffer(), Map.of("Location", baseUrl.get() + OPEN + "/" + media));
  }

  private void open(Exchange exchange) {
    Kept file = kept.get(exchange.pathParam("media"));
    if (file == null) {
      throw TwilioErrors.notFound(exchange.path());
    }
    exchange.answer(200, file.type(), Buffer.buffer(file.content()), Map.of());
  }
}
