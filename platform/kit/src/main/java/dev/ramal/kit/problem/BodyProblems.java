package dev.ramal.kit.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** What is wrong with a body, said so that its author finds the place and knows what is wanted. */
final class BodyProblems {
  private static final String UNREADABLE = "RAMAL-0420";
  private static final String MISSING = "Missing required creator property";
  private static final String TRAILING = "Trailing token";
  private static final ObjectMapper WORDS = new ObjectMapper();
  private static final Set<Class<?>> WHOLE =
      Set.of(Integer.class, int.class, Long.class, long.class, Short.class, short.class);

  private BodyProblems() {}

  static Problem of(JsonProcessingException failure) {
    if (failure instanceof UnrecognizedPropertyException unknown) {
      return unknownField(unknown);
    }
    if (noJson(failure)) {
      return unreadable().detail("The body is not valid JSON" + place(failure.getLocation()));
    }
    if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return field(mapping);
    }
    if (says(failure, TRAILING)) {
      return unreadable().detail("The body goes on behind the end of its JSON.");
    }
    return failure instanceof MismatchedInputException mismatch
        ? unreadable().detail("The body " + wanted(mismatch.getTargetType()) + ".")
        : unreadable().detail("The body is not valid JSON" + place(failure.getLocation()));
  }

  private static Problem unreadable() {
    return Problem.of(400, UNREADABLE, "The body cannot be read");
  }

  private static Problem unknownField(UnrecognizedPropertyException unknown) {
    Collection<Object> known = unknown.getKnownPropertyIds();
    String[] allowed =
        known == null
            ? new String[0]
            : known.stream().map(String::valueOf).sorted().toArray(String[]::new);
    return Problem.badFields().field(path(unknown), "is not a field of this request", allowed);
  }

  private static Problem field(JsonMappingException failure) {
    if (failure.getCause() instanceof InputCoercionException) {
      return Problem.badFields().field(path(failure), "is out of range");
    }
    if (says(failure, MISSING)) {
      return Problem.badFields().field(path(failure), "is required");
    }
    if (failure instanceof MismatchedInputException mismatch) {
      Class<?> type = mismatch.getTargetType();
      return Problem.badFields().field(path(failure), wanted(type), constants(type));
    }
    return Problem.badFields().field(path(failure), "has the wrong form");
  }

  private static String wanted(Class<?> type) {
    if (type == null) {
      return "has the wrong type or form";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "must be true or false";
    }
    if (WHOLE.contains(type)) {
      return "must be a whole number, without quotes";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "must be a number, without quotes";
    }
    if (type == String.class) {
      return "must be text, in quotes";
    }
    if (type.isEnum()) {
      return "is none of the values allowed";
    }
    if (Temporal.class.isAssignableFrom(type)) {
      return "must be a date or time, as in 2026-03-02 or 2026-03-02T15:00:00Z";
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "must be a list";
    }
    return type.isRecord() || Map.class.isAssignableFrom(type)
        ? "must be a JSON object: {…}"
        : "has the wrong type or form";
  }

  private static String[] constants(Class<?> type) {
    return type != null && type.isEnum()
        ? Arrays.stream(type.getEnumConstants()).map(BodyProblems::word).toArray(String[]::new)
        : new String[0];
  }

  /** As it stands in JSON, which is not always its name. */
  private static String word(Object constant) {
    return WORDS.convertValue(constant, String.class);
  }

  private static boolean says(JsonProcessingException failure, String beginning) {
    return failure.getOriginalMessage() != null
        && failure.getOriginalMessage().startsWith(beginning);
  }

  private static boolean noJson(JsonProcessingException failure) {
    return isSyntax(failure) || isSyntax(failure.getCause());
  }

  private static boolean isSyntax(Throwable failure) {
    return failure instanceof JsonParseException || failure instanceof JsonEOFException;
  }

  private static String place(JsonLocation place) {
    return place == null
        ? "."
        : " at line %d, column %d.".formatted(place.getLineNr(), place.getColumnNr());
  }

  private static String path(JsonMappingException failure) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference part : failure.getPath()) {
      if (part.getFieldName() == null) {
        path.append('[').append(part.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(part.getFieldName());
      }
    }
    return path.toString();
  }
}
