package dev.ramal.crm.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.activity.MessageDay;
import dev.ramal.crm.messagedays.ToldMessage;
import dev.ramal.events.Channel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MessagesTextTest {
  private static final Instant NINE = Instant.parse("2026-11-03T12:00:00Z");

  private final MessageDay day =
      new MessageDay("d1", LocalDate.parse("2026-11-03"), "+5511987654321", null, NINE);

  @Test
  @DisplayName("CRM-237 a note of messages counts them, and tells each in Portuguese in one line")
  void shouldTellTheDay() {
    // Given
    List<ToldMessage> messages =
        List.of(
            new ToldMessage(NINE, Channel.SMS, false, "Bom dia", "Ana Souza", null),
            new ToldMessage(NINE.plusSeconds(300), Channel.WHATSAPP, true, "Oi", null, null),
            new ToldMessage(NINE.plusSeconds(600), Channel.SMS, false, null, null, "sem sinal"));

    // Then
    assertThat(MessagesText.of(day, messages, false))
        .isEqualTo(
            """
            Mensagens de 03/11/2026 (Brasília): 2 enviadas, 1 recebida, 1 não entregue
            Contato: +5511987654321
            Primeira: 09:00, última: 09:10
            09:00 SMS, Ana Souza: Bom dia
            09:05 WhatsApp, contato: Oi
            09:10 SMS, nós: (texto desconhecido) (não entregue: sem sinal)
            Ramal: mensagens d1\
            """);
    assertThat(MessagesText.of(day, messages.subList(1, 2), true))
        .startsWith("Complemento das mensagens de 03/11/2026 (Brasília): 0 enviadas, 1 recebida\n")
        .endsWith("\nRamal: complemento das mensagens d1")
        .doesNotContain(MessagesText.marker("d1", false));
  }

  @Test
  @DisplayName("CRM-237 a long day shows how it began and how it ended")
  void shouldShortenALongDay() {
    // Given
    List<ToldMessage> messages =
        IntStream.range(0, 1_000)
            .mapToObj(
                i -> new ToldMessage(NINE.plusSeconds(i), Channel.SMS, true, "n" + i, null, null))
            .toList();

    // When
    String text = MessagesText.of(day, messages, false);

    // Then
    assertThat(text).contains("0 enviadas, 1000 recebidas").contains("\n… (mais 900)\n");
    assertThat(text).contains("contato: n49\n… ").contains(")\n09:15 SMS, contato: n950\n");
    assertThat(text.lines()).hasSize(3 + 101 + 1);
  }
}
