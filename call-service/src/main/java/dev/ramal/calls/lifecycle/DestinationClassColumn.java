package dev.ramal.calls.lifecycle;

import dev.ramal.events.DestinationClass;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** A destination class at rest: its word. */
@Converter
class DestinationClassColumn implements AttributeConverter<DestinationClass, String> {
  @Override
  public String convertToDatabaseColumn(DestinationClass destination) {
    return destination == null ? null : destination.word();
  }

  @Override
  public DestinationClass convertToEntityAttribute(String word) {
    return DestinationClass.ofNullable(word);
  }
}
