package dev.ramal.kit.openapi;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * What the schemas of answers have in common: every member is always there, null where it says
 * nothing, and the names of an enum are words on the wire.
 */
final class AnswerShapes {
  private static final List<SchemaType> WORD = List.of(SchemaType.STRING);
  private static final List<SchemaType> WORD_OR_NULL = List.of(SchemaType.STRING, SchemaType.NULL);

  private final Map<String, Schema> schemas;

  private AnswerShapes(Map<String, Schema> schemas) {
    this.schemas = schemas;
  }

  static void complete(OpenAPI api) {
    Map<String, Schema> schemas = api.getComponents().getSchemas();
    schemas.values().forEach(AnswerShapes::tidy);
    operations(api)
        .flatMap(operation -> operation.getParameters().stream())
        .map(Parameter::getSchema)
        .filter(Objects::nonNull)
        .forEach(AnswerShapes::tidy);
    AnswerShapes shapes = new AnswerShapes(schemas);
    Set<Schema> asked = shapes.reachable(bodies(api));
    shapes.reachable(answers(api)).stream()
        .filter(schema -> !asked.contains(schema))
        .forEach(AnswerShapes::demandMembers);
  }

  private static Stream<Content> bodies(OpenAPI api) {
    return operations(api)
        .filter(operation -> operation.getRequestBody() != null)
        .map(operation -> operation.getRequestBody().getContent());
  }

  private static Stream<Content> answers(OpenAPI api) {
    return operations(api)
        .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
        .map(APIResponse::getContent)
        .filter(Objects::nonNull);
  }

  private static Stream<Operation> operations(OpenAPI api) {
    return api.getPaths().getPathItems().values().stream()
        .flatMap(item -> item.getOperations().values().stream());
  }

  private Set<Schema> reachable(Stream<Content> from) {
    Set<Schema> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    from.flatMap(content -> content.getMediaTypes().values().stream())
        .forEach(media -> visit(media.getSchema(), seen));
    return seen;
  }

  private void visit(Schema schema, Set<Schema> seen) {
    if (schema == null || !seen.add(schema)) {
      return;
    }
    if (schema.getRef() != null) {
      visit(schemas.get(schema.getRef().replaceFirst(".*/", "")), seen);
    }
    visit(schema.getItems(), seen);
    visit(schema.getAdditionalPropertiesSchema(), seen);
    Stream.of(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .forEach(each -> visit(each, seen));
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(each -> visit(each, seen));
    }
  }

  private static void demandMembers(Schema schema) {
    if (schema.getProperties() != null && schema.getRequired() == null) {
      schema.setRequired(List.copyOf(schema.getProperties().keySet()));
    }
  }

  private static boolean isNull(Schema schema) {
    return schema.getType() != null && schema.getType().contains(SchemaType.NULL);
  }

  private static void tidy(Schema schema) {
    speakWords(schema);
    boolean reference = schema.getRef() != null || schema.getAnyOf() != null;
    if (reference) {
      schema.setType(null);
    } else if (schema.getEnumeration() != null) {
      schema.setType(isNull(schema) ? WORD_OR_NULL : WORD);
    }
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(AnswerShapes::tidy);
    }
    if (schema.getItems() != null) {
      tidy(schema.getItems());
    }
  }

  private static String word(String name) {
    return name.matches("[A-Z][A-Z0-9_]*") ? name.toLowerCase(Locale.ROOT).replace('_', '-') : name;
  }

  /** As {@code WireWords} writes them; words that are given stay. */
  private static void speakWords(Schema schema) {
    if (schema.getEnumeration() != null) {
      Stream<Object> words =
          schema.getEnumeration().stream().map(Object::toString).map(AnswerShapes::word);
      Stream<Object> none = isNull(schema) ? Stream.of((Object) null) : Stream.empty();
      schema.setEnumeration(Stream.concat(words, none).toList());
    }
  }
}
