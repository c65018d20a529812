package dev.ramal.carriers;

import dev.ramal.events.Carrier;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** A carrier in a table: its name in capitals. */
@Converter(autoApply = true)
public class CarrierColumn implements AttributeConverter<Carrier, String> {

  @Override
  public String convertToDatabaseColumn(Carrier carrier) {
    return carrier == null ? null : carrier.name();
  }

  @Override
  public Carrier convertToEntityAttribute(String name) {
    return name == null ? null : Carrier.of(name);
  }
}
