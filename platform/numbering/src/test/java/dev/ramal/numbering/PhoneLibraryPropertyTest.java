package dev.ramal.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PhoneLibraryPropertyTest {
  @Property(tries = 5_000)
  void shouldReadPlainNumbersAsTheLibraryDoes(@ForAll("national") String national)
      throws NumberParseException {
    // Given
    String written = "+55" + national;

    // When
    var read = PhoneLibrary.international(written).orElseThrow();

    // Then
    assertThat(read).isEqualTo(PhoneNumberUtil.getInstance().parse(written, null));
    assertThat(PhoneLibrary.national(read)).isEqualTo(national);
  }

  @Provide
  Arbitrary<String> national() {
    return Arbitraries.strings()
        .numeric()
        .ofMinLength(10)
        .ofMaxLength(11)
        .filter(n -> n.charAt(0) != '0' && n.charAt(1) != '0');
  }
}
