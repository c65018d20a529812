package dev.ramal.simulators.twilio.messages;

import dev.ramal.simulators.context.SendingLimit;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.script.Script;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.api.Address;
import dev.ramal.simulators.twilio.api.ApiVersion;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import dev.ramal.simulators.twilio.api.TwilioSignature;
import dev.ramal.simulators.twilio.services.ContentRoutes;
import dev.ramal.simulators.twilio.webhooks.TwilioWebhooks;
import dev.ramal.simulators.twilio.webhooks.WebhookTarget;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Sends messages as their script says and lets messages come in. */
public final class TwilioMessages {
  private static final Set<String> STOP_WORDS = Set.of("STOP", "SAIR", "PARAR", "CANCELAR");
  private static final Set<String> START_WORDS = Set.of("START", "VOLTAR");

  /** By the state of a text's approval, how WhatsApp refuses it; told by a callback. */
  private static final Map<String, String> REFUSALS =
      Map.of(
          "unsubmitted", "63016",
          "received", "63016",
          "pending", "63016",
          "rejected", "63040",
          "paused", "63041",
          "disabled", "63042");

  private static final DateTimeFormatter RECEIPT_DATE =
      DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);

  private final SimulatorContext context;
  private final TwilioWebhooks webhooks;
  private final Map<String, TwilioMessage> known;
  private final ContentRoutes contents;
  private final Set<String> optedOut = new HashSet<>();
  private final SendingLimit limit = new SendingLimit();

  public TwilioMessages(
      SimulatorContext context,
      TwilioWebhooks webhooks,
      Map<String, TwilioMessage> known,
      ContentRoutes contents) {
    this.contents = contents;
    this.context = context;
    this.webhooks = webhooks;
    this.known = known;
  }

  public TwilioMessage send(TwilioAccount account, Fields form) {
    MessageForm.check(account, form, optedOut);
    String service = form.get("MessagingServiceSid");
    String from = form.get("From");
    String to = form.get("To");
    String content = form.get("ContentSid");
    String body =
        content == null
            ? form.get("Body", "")
            : contents.render(account, content, form.get("ContentVariables"));
    limit.check(to.startsWith("whatsapp:") ? account.sid() : "" + from, TwilioErrors.MADE);
    if (from == null) {
      String prefix = to.startsWith("whatsapp:") ? "whatsapp:" : "";
      from = prefix + account.numbers().stream().sorted().findFirst().orElse("");
    }
    TwilioMessage message =
        new TwilioMessage(
            account,
            from,
            to,
            body,
            form.all("MediaUrl").size(),
            service,
            "outbound-api",
            form.get("StatusCallback"),
            service == null ? "queued" : "accepted",
            context.now());
    known.put(message.sid, message);
    String refusal =
        message.whatsapp() && content != null && contents.needsApproval(content)
            ? REFUSALS.get(contents.approval(content))
            : null;
    if (refusal == null) {
      play(message, context.scripts().of(to));
    } else {
      Duration after = context.scripts().of(to).message().after();
      context.after(after, () -> become(message, "failed", refusal));
    }
    return message;
  }

  private void play(TwilioMessage message, Script script) {
    Duration step = script.message().after();
    String last = script.message().status();
    if (message.serviceSid != null) {
      context.after(step.dividedBy(4), () -> become(message, "queued", null));
    }
    context.after(step.dividedBy(2), () -> become(message, "sending", null));
    if ("failed".equals(last)) {
      context.after(step, () -> become(message, "failed", script.message().errorCode()));
      return;
    }
    context.after(
        step,
        () -> {
          message.sent = context.now();
          become(message, "sent", null);
        });
    if (!"sent".equals(last)) {
      boolean read = "read".equals(last);
      context.after(
          step.multipliedBy(2),
          () -> become(message, read ? "delivered" : last, script.message().errorCode()));
      if (read && message.whatsapp()) {
        context.after(step.multipliedBy(3), () -> become(message, "read", null));
      }
    }
    if (script.priceAfter() != null) {
      context.after(step.multipliedBy(2).plus(script.priceAfter()), () -> post(message, script));
    }
    if (script.reply() != null) {
      context.after(
          step.multipliedBy(2).plus(script.replyAfter()),
          () ->
              receive(
                  message.account, message.to, message.from, script.reply(), null, new Fields()));
    }
  }

  private void become(TwilioMessage message, String status, String errorCode) {
    message.status = status;
    message.updated = context.now();
    message.errorCode = errorCode == null ? null : Integer.valueOf(errorCode);
    if (message.statusCallback == null) {
      return;
    }
    Fields fields =
        new Fields()
            .add("AccountSid", message.account.sid())
            .add("ApiVersion", ApiVersion.DATE)
            .add("MessageSid", message.sid)
            .add("SmsSid", message.sid)
            .add("MessageStatus", status)
            .add("SmsStatus", status)
            .add("From", message.from)
            .add("To", message.to)
            .setIfPresent("MessagingServiceSid", message.serviceSid)
            .setIfPresent("ErrorCode", errorCode);
    if (message.whatsapp()) {
      addWhatsApp(message, status, fields);
    } else if (Set.of("delivered", "undelivered").contains(status)) {
      fields.add("RawDlrDoneDate", RECEIPT_DATE.format(context.now()));
    }
    webhooks.send(
        message.account,
        TwilioSignature.Product.MESSAGING,
        WebhookTarget.of(message.statusCallback, null),
        "message-status",
        status,
        message.sid,
        fields);
  }

  private static void addWhatsApp(TwilioMessage message, String status, Fields fields) {
    fields
        .add("ChannelPrefix", "whatsapp")
        .add("ChannelInstallSid", "XE00000000000000000000000000000001")
        .add("ChannelToAddress", message.to.replaceFirst("whatsapp:(\\+\\d+)\\d{4}$", "$1XXXX"));
    if (Set.of("delivered", "read", "undelivered").contains(status)) {
      fields.add("EventType", status.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * A message comes in for one of the account's numbers.
   *
   * @param url where it goes; null for the account's
   * @param more fields beside the usual, as for media or buttons
   * @return the message's sid
   */
  public String receive(
      TwilioAccount account, String from, String to, String body, String url, Fields more) {
    TwilioMessage message =
        new TwilioMessage(
            account,
            from,
            to,
            body,
            more.all("MediaUrl0").size(),
            null,
            "inbound",
            null,
            "received",
            context.now());
    message.sent = context.now();
    known.put(message.sid, message);
    Script script = context.scripts().of(from.replace("whatsapp:", ""));
    if (script.priceAfter() != null) {
      context.after(script.priceAfter(), () -> post(message, script));
    }
    String optOut = noteOptOut(from, body);
    String target = url != null ? url : account.smsUrl();
    if (target == null) {
      return message.sid;
    }
    Fields fields =
        new Fields()
            .add("AccountSid", account.sid())
            .add("ApiVersion", ApiVersion.DATE)
            .add("MessageSid", message.sid)
            .add("SmsSid", message.sid)
            .add("SmsMessageSid", message.sid)
            .add("SmsStatus", "received")
            .add("From", from)
            .add("To", to)
            .add("Body", body)
            .add("NumMedia", String.valueOf(message.media))
            .add("NumSegments", String.valueOf(message.segments()))
            .setIfPresent("OptOutType", optOut);
    if (message.whatsapp()) {
      fields
          .add("MessageType", "text")
          .add("ProfileName", "Cliente Simulado")
          .add("WaId", from.replaceAll("[^0-9]", ""));
    } else {
      for (String party : new String[] {"From", "To"}) {
        String country = Address.country("From".equals(party) ? from : to);
        fields
            .add(party + "City", "")
            .add(party + "State", "")
            .add(party + "Zip", "")
            .add(party + "Country", country);
      }
    }
    more.asMap().forEach((name, values) -> fields.set(name, values.get(0)));
    webhooks.send(
        account,
        TwilioSignature.Product.MESSAGING,
        WebhookTarget.of(target, null),
        "incoming-message",
        "received",
        message.sid,
        fields);
    return message.sid;
  }

  /** What a number takes in a second; by WhatsApp, what all numbers of an account take together. */
  public SendingLimit limit() {
    return limit;
  }

  public void clear() {
    optedOut.clear();
  }

  private String noteOptOut(String from, String body) {
    String word = body.strip().toUpperCase(Locale.ROOT);
    if (STOP_WORDS.contains(word)) {
      optedOut.add(from);
      return "STOP";
    }
    if (START_WORDS.contains(word)) {
      optedOut.remove(from);
      return "START";
    }
    return null;
  }

  private static void post(TwilioMessage message, Script script) {
    String usual = "inbound".equals(message.direction) ? "0.00750" : "0.05000";
    BigDecimal each = new BigDecimal(script.price() == null ? usual : script.price());
    message.price = each.multiply(BigDecimal.valueOf(message.segments())).negate().toPlainString();
  }
}
