package dev.ramal.calls.dialing;

import dev.ramal.calls.prompts.Sayable;
import dev.ramal.events.Carrier;
import dev.ramal.events.MachineDetection;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A click to call.
 *
 * @param to the lead's number, E.164
 * @param from caller id, one of the connection's numbers; the one whose turn it is when absent
 * @param contactId in the CRM
 * @param dealId in the CRM
 * @param priority 1 to 9, 1 when absent: of the organization's clicks that wait for their turn at
 *     the carrier the smaller goes first
 * @param record whether to record; the organization's setting when absent, other than that only by
 *     a manager or admin
 * @param whisper what the agent hears before the lead is rung, pt-BR, where the organization wants
 *     whispers; the lead never hears it
 * @param machineDetection whether the carrier is to find out who picks up, for this call: off,
 *     async or sync; the organization's setting when absent, other than that only by a manager or
 *     admin. What a machine gets stays the organization's
 * @param agentId whose phone rings first; the caller's when absent, others by a manager or admin:
 *     an agent who was entered, or has had a call
 * @param carrier the word of a carrier; the organization's setting when absent
 */
@Schema(
    examples =
"""
{"to": "+5511987654321", "contactId": "5f1b7c1e", "notes": "asked for a call back"}
""")
record DialRequest(
    @Schema(examples = "+5511987654321") @NotBlank(message = "is required, as in +5511987654321")
        String to,
    @Schema(examples = "+551130001000") String from,
    @Size(max = 100) String contactId,
    @Size(max = 100) String dealId,
    @Size(max = 100) String campaignId,
    @Min(1) @Max(9) Integer priority,
    @Size(max = 4000) String notes,
    Boolean record,
    @Size(max = 200)
        @Pattern(regexp = Sayable.PATTERN, message = "has characters nobody can say")
        @Schema(examples = "Maria Souza, Plano anual; pediu retorno")
        String whisper,
    @Pattern(regexp = "off|async|sync", message = "must be off, async or sync")
        @Schema(implementation = MachineDetection.class)
        String machineDetection,
    @Pattern(regexp = "[A-Za-z0-9._-]{1,64}", message = "must be a user's id") String agentId,
    @KnownCarrier @Schema(enumeration = {"twilio", "telnyx"}) String carrier) {

  /** The word of a carrier that is plugged in; null is valid. */
  @Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
  @Retention(RetentionPolicy.RUNTIME)
  @Constraint(validatedBy = KnownCarrier.Check.class)
  @interface KnownCarrier {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Names those that are known. */
    class Check implements ConstraintValidator<KnownCarrier, String> {
      @Override
      public boolean isValid(String word, ConstraintValidatorContext context) {
        if (word == null || Arrays.asList(Carrier.words()).contains(word)) {
          return true;
        }
        context.disableDefaultConstraintViolation();
        context
            .buildConstraintViolationWithTemplate("must be " + String.join(" or ", Carrier.words()))
            .addConstraintViolation();
        return false;
      }
    }
  }
}
