package dev.ramal.calls.dialing;

import dev.ramal.events.Carrier;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;

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
