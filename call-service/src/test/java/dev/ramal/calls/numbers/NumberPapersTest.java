package dev.ramal.calls.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.carrier.DemandedPaper;
import dev.ramal.calls.carrier.DocumentReport;
import dev.ramal.calls.carrier.DocumentState;
import dev.ramal.calls.numbers.NumberPapers.Answers;
import dev.ramal.carriers.CarrierReply;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NumberPapersTest {
  private final CompletableFuture<CarrierReply<DocumentReport>> report = new CompletableFuture<>();
  private boolean asked;

  @Test
  @DisplayName("CALL-646 the carrier is asked for report and papers at once")
  void shouldAskForBothAtOnce() {
    // Given
    DocumentReport approved = new DocumentReport(DocumentState.APPROVED, "twilio-approved");
    List<DemandedPaper> papers = List.of(new DemandedPaper("CNPJ", null));

    // When
    CompletableFuture<Answers> answers =
        NumberPapers.together(
                Uni.createFrom().completionStage(report),
                Uni.createFrom().deferred(() -> told(papers)))
            .subscribeAsCompletionStage();
    boolean isAskedForPapers = asked;
    report.complete(new CarrierReply.Done<>(approved));

    // Then
    assertThat(isAskedForPapers).as("while nothing is said of the report").isTrue();
    assertThat(answers.join()).isEqualTo(new Answers(Optional.of(approved), Optional.of(papers)));
  }

  private Uni<CarrierReply<List<DemandedPaper>>> told(List<DemandedPaper> papers) {
    asked = true;
    return Uni.createFrom().item(new CarrierReply.Done<>(papers));
  }
}
