package dev.ramal.simulators.telnyx.messages;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.api.TelnyxTime;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** A message in either direction. Confined to the loop. */
public final class TelnyxMessage {
  public final String id = Ids.uuid();
  public final TelnyxAccount account;
  public final boolean outbound;
  public final String type;
  public final String from;
  public final String to;
  public final String text;
  public final String webhookUrl;
  public final Instant received;

  /** Where events go that the first URL would not take; may be null. */
  public String failoverUrl;

  /** What a WhatsApp message holds beside its text; may be null. */
  public JsonObject whatsApp;

  public String status;
  public Instant sent;
  public Instant completed;
  public JsonObject cost;
  public JsonArray errors = new JsonArray();

  public TelnyxMessage(
      TelnyxAccount account,
      boolean outbound,
      String type,
      String from,
      String to,
      String text,
      String webhookUrl,
      Instant received) {
    this.account = account;
    this.outbound = outbound;
    this.type = type;
    this.from = from;
    this.to = to;
    this.text = text;
    this.webhookUrl = webhookUrl;
    this.received = received;
    this.status = outbound ? "queued" : "webhook_delivered";
  }

  /** A WhatsApp text is one. */
  private int parts() {
    return "WHATSAPP".equals(type) ? 1 : TelnyxParts.count(text);
  }

  public void costs(String amountPerPart) {
    BigDecimal amount = new BigDecimal(amountPerPart).multiply(BigDecimal.valueOf(parts()));
    cost = money(amount.toPlainString());
  }

  public void fails(String code) {
    errors =
        new JsonArray()
            .add(
                new JsonObject()
                    .put("code", code)
                    .put("title", "40008".equals(code) ? "Undeliverable" : "Not delivered")
                    .put("detail", "The recipient could not be reached."));
  }

  public JsonObject payload() {
    JsonObject breakdown =
        cost == null
            ? null
            : new JsonObject().put("rate", cost).put("carrier_fee", money("0.0000"));
    JsonObject payload =
        new JsonObject()
            .put("record_type", "message")
            .put("direction", outbound ? "outbound" : "inbound")
            .put("id", id)
            .put("type", type)
            .put("organization_id", account.organizationId())
            .put("messaging_profile_id", account.messagingProfileId())
            .put("from", party(from, outbound))
            .put("to", new JsonArray().add(party(to, !outbound).put("status", status)))
            .put("cc", new JsonArray())
            .put("text", text)
            .put("media", new JsonArray())
            .put("encoding", TelnyxParts.isGsm(text) ? "GSM-7" : "UCS-2")
            .put("parts", parts())
            .put("tags", new JsonArray())
            .put("cost", cost)
            .put("errors", errors)
            .put("received_at", TelnyxTime.message(received))
            .put("sent_at", TelnyxTime.message(sent))
            .put("completed_at", TelnyxTime.message(completed))
            .put(
                "valid_until",
                outbound ? TelnyxTime.message(received.plus(Duration.ofHours(1))) : null)
            .put("webhook_url", webhookUrl)
            .put("webhook_failover_url", failoverUrl);
    if (whatsApp != null) {
      payload.put("whatsapp_message", whatsApp);
    }
    return outbound ? payload.put("cost_breakdown", breakdown) : payload;
  }

  private static JsonObject party(String number, boolean ours) {
    return new JsonObject()
        .put("phone_number", number)
        .put("carrier", ours ? "Telnyx" : "VIVO")
        .put("line_type", ours ? "VoIP" : "Wireless");
  }

  private static JsonObject money(String amount) {
    return new JsonObject().put("amount", amount).put("currency", "USD");
  }
}
