package dev.ramal.crm.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.E164;
import dev.ramal.numbering.Spellings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LookUpOrderTest {
  @Test
  @DisplayName("CRM-01 a mobile is looked up with and without the ninth digit")
  void shouldTryAMobileWithAndWithoutTheNinthDigit() {
    // Given
    E164 mobile = E164.of("+5511987654321");

    // When
    List<String> spellings = Spellings.of(mobile);

    // Then
    assertThat(spellings)
        .containsExactly(
            "+5511987654321",
            "5511987654321",
            "11987654321",
            "(11) 98765-4321",
            "+551187654321",
            "551187654321",
            "1187654321",
            "(11) 8765-4321");
  }

  @Test
  @DisplayName("CRM-03 a mobile that never had eight digits is not made a stranger's landline")
  void shouldNotMakeALandlineOfAMobile() {
    // Given
    E164 mobile = E164.of("+5511931655854");

    // When
    List<String> spellings = Spellings.of(mobile);

    // Then
    assertThat(spellings)
        .containsExactly("+5511931655854", "5511931655854", "11931655854", "(11) 93165-5854");
  }

  @Test
  @DisplayName("CRM-310 what would be asked next is not even prepared until somebody wants it")
  void shouldPrepareNothingBeforeItIsWanted() {
    // Given
    AtomicInteger prepared = new AtomicInteger();
    Multi<String> all =
        Multi.createBy()
            .concatenating()
            .streams(
                Multi.createFrom().iterable(List.of("remembered")),
                FindContact.onDemand(
                    () -> {
                      prepared.incrementAndGet();
                      return Multi.createFrom().iterable(List.of("found"));
                    }));
    CompletableFuture<String> deal = new CompletableFuture<>();

    // When
    CompletableFuture<String> first =
        all.onItem()
            .transformToUniAndConcatenate(contact -> Uni.createFrom().completionStage(deal))
            .collect()
            .first()
            .subscribeAsCompletionStage();
    int whileAsked = prepared.get();
    deal.complete("deal");
    int afterwards = prepared.get();
    List<String> everybody = all.collect().asList().await().indefinitely();

    // Then
    assertThat(first).isCompletedWithValue("deal");
    assertThat(whileAsked).isZero();
    assertThat(afterwards).isZero();
    assertThat(everybody).containsExactly("remembered", "found");
    assertThat(prepared).hasValue(1);
  }
}
