package dev.ramal.simulators.telnyx.messages;

import dev.ramal.simulators.context.SendingLimit;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Reply;
import dev.ramal.simulators.script.Script;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.api.Parameters;
import dev.ramal.simulators.telnyx.api.PhoneNumbers;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import dev.ramal.simulators.telnyx.api.TelnyxTime;
import dev.ramal.simulators.telnyx.webhooks.TelnyxWebhooks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Sends messages as their script says and lets messages come in. */
public final class TelnyxMessages {
  private static final Set<String> STOP_WORDS = Set.of("STOP", "SAIR", "PARAR", "CANCELAR");

  private final SimulatorContext context;
  private final TelnyxWebhooks webhooks;
  private final Map<String, TelnyxMessage> known;
  private final Set<String> optedOut = new HashSet<>();
  private final SendingLimit limit = new SendingLimit();

  public TelnyxMessages(
      SimulatorContext context, TelnyxWebhooks webhooks, Map<String, TelnyxMessage> known) {
    this.context = context;
    this.webhooks = webhooks;
    this.known = known;
  }

  public TelnyxMessage send(TelnyxAccount account, JsonObject body) {
    Parameters.check("message", body);
    if (body.getString("text", "").isEmpty() && !body.containsKey("media_urls")) {
      throw refused(400, "40316", "No content provided for message", "/text");
    }
    if (TelnyxParts.count(body.getString("text", "")) > TelnyxParts.MOST) {
      throw refused(400, "40302", "Message too large", "/text");
    }
    checkParties(account, body.getString("from"), body.getString("to"));
    boolean mms = !body.getJsonArray("media_urls", new JsonArray()).isEmpty();
    return send(account, body, mms ? "MMS" : "SMS", body.getString("text", ""));
  }

  public TelnyxMessage sendWhatsApp(TelnyxAccount account, JsonObject body) {
    Parameters.check("message.whatsapp", body);
    checkParties(account, body.getString("from"), body.getString("to"));
    return send(
        account, body, "WHATSAPP", WhatsAppMessage.text(body.getJsonObject("whatsapp_message")));
  }

  private TelnyxMessage send(TelnyxAccount account, JsonObject body, String type, String text) {
    limit.check(
        "WHATSAPP".equals(type) ? account.connectionId() : "" + body.getString("from"),
        TelnyxErrors.MADE);
    TelnyxMessage message =
        new TelnyxMessage(
            account,
            true,
            type,
            body.getString("from", account.numbers().stream().sorted().findFirst().orElse("")),
            body.getString("to"),
            text,
            body.getString("webhook_url", account.messagingWebhookUrl()),
            context.now());
    message.failoverUrl = body.getString("webhook_failover_url");
    known.put(message.id, message);
    play(message, context.scripts().of(message.to));
    return message;
  }

  private void checkParties(TelnyxAccount account, String from, String to) {
    if (!PhoneNumbers.isNumber(to)) {
      throw refused(400, "40310", "Invalid 'to' address", "/to");
    }
    if (from != null && !account.numbers().contains(from)) {
      throw refused(400, "40305", "Invalid 'from' address", "/from");
    }
    if (!account.mayReach(to)) {
      throw refused(400, "40309", "Invalid destination region", "/to");
    }
    if (optedOut.contains(to) || to.endsWith("40300")) {
      throw refused(400, "40300", "Blocked due to STOP message", "/to");
    }
  }

  private void play(TelnyxMessage message, Script script) {
    Duration step = script.message().after();
    String last = script.message().status();
    String price = script.price() == null ? "0.0310" : script.price();
    if (!"failed".equals(last)) {
      context.after(
          step,
          () -> {
            message.status = "sent";
            message.sent = context.now();
            if (script.priceAfter() != null) {
              message.costs(price);
            }
            tell(message, "message.sent");
          });
    }
    context.after(
        step.multipliedBy(2),
        () -> {
          message.status = finalStatus(last);
          message.completed = context.now();
          if (script.message().errorCode() != null) {
            message.fails(script.message().errorCode());
          }
          tell(message, "message.finalized");
        });
    if ("read".equals(last) && "WHATSAPP".equals(message.type)) {
      context.after(
          step.multipliedBy(3),
          () -> {
            message.status = "read";
            tell(message, "message.read");
          });
    }
    if (script.reply() != null) {
      context.after(
          step.multipliedBy(2).plus(script.replyAfter()),
          () ->
              receive(
                  message.account, message.to, message.from, script.reply(), message.type, null));
    }
  }

  /**
   * A message comes in for one of the account's numbers.
   *
   * @param url where it goes; null for the profile's
   * @return the message's id
   */
  public String receive(
      TelnyxAccount account, String from, String to, String text, String type, String url) {
    return receive(account, from, to, text, type, url, null);
  }

  /**
   * The same.
   *
   * @param whatsApp what a WhatsApp message holds beside its text; null for nothing
   */
  public String receive(
      TelnyxAccount account,
      String from,
      String to,
      String text,
      String type,
      String url,
      JsonObject whatsApp) {
    String word = text.strip().toUpperCase(Locale.ROOT);
    if (STOP_WORDS.contains(word)) {
      optedOut.add(from);
    } else if ("START".equals(word)) {
      optedOut.remove(from);
    }
    String target = url == null ? account.messagingWebhookUrl() : url;
    TelnyxMessage message =
        new TelnyxMessage(account, false, type, from, to, text, target, context.now());
    Script script = context.scripts().of(from);
    if (script.priceAfter() != null) {
      message.costs(script.price() == null ? "0.0000" : script.price());
    }
    message.whatsApp = whatsApp;
    known.put(message.id, message);
    tell(message, "message.received");
    return message.id;
  }

  /** What a number takes in a second; by WhatsApp, what all numbers of an account take together. */
  public SendingLimit limit() {
    return limit;
  }

  public void clear() {
    optedOut.clear();
  }

  private static String finalStatus(String scripted) {
    return switch (scripted) {
      case "delivered", "read" -> "delivered";
      case "undelivered" -> "delivery_failed";
      case "failed" -> "sending_failed";
      case "sent" -> "delivery_unconfirmed";
      default -> scripted;
    };
  }

  private static dev.ramal.simulators.http.ApiError refused(
      int status, String code, String title, String pointer) {
    return TelnyxErrors.error(status, code, title, title, pointer);
  }

  /** An event of a message, now; at the failover URL when the first one does not take it. */
  private void tell(TelnyxMessage message, String event) {
    if (message.webhookUrl == null) {
      return;
    }
    JsonObject data =
        TelnyxWebhooks.envelope(event, TelnyxTime.message(context.now()), message.payload());
    send(message, message.webhookUrl, data)
        .onSuccess(
            reply -> {
              if (!reply.ok() && message.failoverUrl != null) {
                send(message, message.failoverUrl, data);
              }
            });
  }

  private Future<Reply> send(TelnyxMessage message, String url, JsonObject data) {
    return webhooks.send(message.account, url, message.id, "", data, TelnyxWebhooks.MESSAGING);
  }
}
