package dev.ramal.messaging.alerting.policy;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whom alerts are told, as people read it.
 *
 * @param steps taken one after the other until somebody acknowledges
 */
public record AlertSettings(
    List<Receiver> receivers,
    List<Step> steps,
    @Schema(description = "An open alert is told again after this, not earlier") int repeatMinutes,
    @Schema(description = "How often it is told again although it was not raised again")
        int reminders,
    @Schema(
            description = "What is less bad is listed and told nobody",
            enumeration = {"info", "warning", "critical"})
        String leastSeverity,
    @Schema(
            description =
                "The WhatsApp template as which an alert goes to who has not written within 24"
                    + " hours, once it is approved; without one it goes by SMS. It may have the"
                    + " variables severity, title, detail and service",
            nullable = true)
        String templateId) {

  /** A channel in Slack, or the phone of a person who can be on call. */
  @Schema(name = "AlertReceiver")
  public record Receiver(
      @Schema(description = "A word of your own", examples = "plantao", required = true) String id,
      @Schema(
              enumeration = {"slack", "sms", "whatsapp"},
              required = true)
          String channel,
      @Schema(description = "E.164, of a phone", examples = "+5511987654321", nullable = true)
          String to,
      @Schema(
              description =
                  "Of Slack: the address of an incoming webhook. It is a secret and never shown:"
                      + " what is read shows its end, and written back keeps it",
              examples = "https://hooks.slack.com/services/T000/B000/XXXX",
              nullable = true)
          String webhookUrl,
      @Schema(
              implementation = DutyHours.class,
              description = "When it is on call; left out for always",
              nullable = true)
          DutyHours hours) {
    static Receiver of(AlertReceiver kept) {
      return new Receiver(
          kept.id(), kept.channel().wire(), kept.to(), kept.shownWebhook(), kept.hours());
    }
  }

  /** Who is told at once, and how long they have. */
  @Schema(name = "EscalationStep")
  public record Step(
      @Schema(description = "Ids of receivers", minItems = 1, maxItems = 10, required = true)
          List<String> receivers,
      @Schema(
              description = "For an acknowledgement, before the next step",
              minimum = "1",
              maximum = "1440",
              required = true)
          Integer waitMinutes) {}

  static AlertSettings of(EscalationPolicy policy) {
    return new AlertSettings(
        policy.receivers().stream().map(Receiver::of).toList(),
        policy.steps().stream().map(s -> new Step(s.receivers(), s.waitMinutes())).toList(),
        policy.repeatMinutes(),
        policy.reminders(),
        policy.leastSeverity().wire(),
        policy.templateId());
  }
}
