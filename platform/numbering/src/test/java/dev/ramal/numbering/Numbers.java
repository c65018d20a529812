package dev.ramal.numbering;

import dev.ramal.events.E164;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Numbers to try: Brazilian ones of every form, and any that E.164 allows. */
class Numbers extends DomainContextBase {
  @Provide
  Arbitrary<E164> any() {
    Arbitrary<E164> wild =
        Arbitraries.strings()
            .numeric()
            .ofMinLength(7)
            .ofMaxLength(15)
            .filter(digits -> digits.charAt(0) != '0')
            .map(digits -> E164.of("+" + digits));
    return Arbitraries.oneOf(wild, brazilian());
  }

  private static Arbitrary<E164> brazilian() {
    Arbitrary<Integer> area = Arbitraries.integers().between(11, 99);
    Arbitrary<String> local = Arbitraries.strings().numeric().ofLength(8);
    Arbitrary<String> ninthDigit = Arbitraries.of("", "9");
    return Combinators.combine(area, ninthDigit, local)
        .as((ddd, ninth, rest) -> E164.of("+55" + ddd + ninth + rest));
  }
}
