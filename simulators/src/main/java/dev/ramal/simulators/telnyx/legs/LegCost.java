package dev.ramal.simulators.telnyx.legs;

import dev.ramal.simulators.context.Prices;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** What a leg costs, by the products that are billed for it: the minutes and their control. */
public record LegCost(List<Part> parts) {
  private static final BigDecimal CONTROL = new BigDecimal("0.0020");
  private static final String CURRENCY = "USD";

  /**
   * @param product as detail records call it: sip-trunking, webrtc, call-control
   */
  public record Part(String product, long seconds, BigDecimal rate, BigDecimal cost) {
    private JsonObject inWebhook() {
      return new JsonObject()
          .put("call_part", product.equals("webrtc") ? "sip-trunking" : product)
          .put("billed_duration_secs", seconds)
          .put("rate", rate.toPlainString())
          .put("cost", cost.toPlainString())
          .put("currency", CURRENCY);
    }

    /** As {@code GET /detail_records} shows it. */
    public JsonObject record(Leg leg) {
      return new JsonObject()
          .put("record_type", product.replace('-', '_') + "_detail_record")
          .put("telnyx_leg_id", leg.id)
          .put("session_id", leg.sessionId)
          .put("direction", leg.outgoing ? "outbound" : "inbound")
          .put("cli", leg.from)
          .put("cld", leg.to)
          .put("call_sec", leg.seconds())
          .put("billed_sec", seconds)
          .put("rate", rate.toPlainString())
          .put("cost", cost.toPlainString())
          .put("currency", CURRENCY)
          .put("finished_at", leg.ended.toString());
    }
  }

  static LegCost of(Leg leg) {
    boolean phone = leg.to.startsWith("+");
    BigDecimal perMinute = Prices.TELNYX.perMinute(leg.to);
    long seconds = leg.seconds();
    BigDecimal minutes =
        leg.script.price() != null
            ? new BigDecimal(leg.script.price())
            : perMinute
                .multiply(BigDecimal.valueOf(seconds))
                .divide(BigDecimal.valueOf(60), 4, RoundingMode.HALF_UP);
    long begun = (seconds + 59) / 60;
    return new LegCost(
        List.of(
            new Part(phone ? "sip-trunking" : "webrtc", seconds, perMinute, minutes),
            new Part(
                "call-control",
                begun * 60,
                CONTROL,
                CONTROL.multiply(BigDecimal.valueOf(begun)).setScale(4))));
  }

  JsonObject webhook(Leg leg) {
    JsonArray shown = new JsonArray();
    parts.forEach(part -> shown.add(part.inWebhook()));
    return leg.identity()
        .put("status", "success")
        .put("billed_duration_secs", parts.get(1).seconds())
        .put("billing_group_id", null)
        .put(
            "total_cost",
            parts.stream().map(Part::cost).reduce(BigDecimal.ZERO, BigDecimal::add).toPlainString())
        .put("cost_parts", shown);
  }
}
