package dev.ramal.crm.consent;

import dev.ramal.events.E164;
import dev.ramal.numbering.MeantNumber;
import dev.ramal.numbering.Spellings;
import dev.ramal.numbering.Withheld;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The numbers that a contact's phones mean, however people typed them. */
public final class ContactNumbers {
  /** Nobody has more phones; a document may claim so. */
  private static final int MOST = 100;

  private ContactNumbers() {}

  /**
   * @param phones as they stand in the CRM
   * @return in E.164, each in the spellings by which it may be dialled or looked up: Brazilian
   *     mobiles with and without the ninth digit; sorted. What is no number is left out
   */
  public static List<String> of(Collection<String> phones) {
    return phones.stream()
        .limit(MOST)
        .map(MeantNumber::toLookUp)
        .flatMap(Optional::stream)
        .map(E164::value)
        .filter(number -> !Withheld.is(number))
        .flatMap(number -> Spellings.of(E164.of(number)).stream())
        .filter(E164::isValid)
        .distinct()
        .sorted()
        .toList();
  }
}
