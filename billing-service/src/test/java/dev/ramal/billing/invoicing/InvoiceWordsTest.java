package dev.ramal.billing.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvoiceWordsTest {
  @DisplayName("BILL-339 an invoice names the category of WhatsApp messages in words of people")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "whatsapp               | WhatsApp",
        "whatsapp-US            | WhatsApp (US)",
        "whatsapp-marketing     | WhatsApp, marketing",
        "whatsapp-US-utility    | WhatsApp (US), utilidade",
        "whatsapp-service       | WhatsApp, atendimento",
        "unknown-whatsapp       | WhatsApp sem categoria",
        "unknown-whatsapp-US    | WhatsApp sem categoria (US)",
        "sms-international-PT   | SMS internacional (PT)",
        "of-a-tariff-of-its-own | of-a-tariff-of-its-own"
      })
  void shouldNameCategories(String destinationClass, String expected) {
    assertThat(InvoiceWords.destination(destinationClass)).isEqualTo(expected);
  }
}
