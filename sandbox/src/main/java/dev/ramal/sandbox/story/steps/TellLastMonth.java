package dev.ramal.sandbox.story.steps;

import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import dev.ramal.sandbox.story.StepFailure;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A month that is over needs usage, and a story cannot wait for one to pass: what messaging-service
 * would have told last month stands on its topic now.
 */
public final class TellLastMonth implements Step {
  static final String HISTORY = "history";

  @Override
  public String title() {
    return "Last month's SMS, told late on Kafka, are rated into last month";
  }

  @Override
  public void play(Scene scene) {
    YearMonth month = YearMonth.from(scene.began().atZone(SmsHistory.ZONE)).minusMonths(1);
    SmsHistory history = scene.keep(HISTORY, new SmsHistory(Cast.AURORA.organization(), month));
    send(scene, history);
    Api davi = scene.client().as("davi");
    scene.await(
        "%d messages of %s are rated and cost what the carrier names"
            .formatted(SmsHistory.MESSAGES, month),
        () -> Optional.of(true).filter(all -> areRated(davi, history)));
  }

  private static boolean areRated(Api davi, SmsHistory history) {
    return history.messages().stream()
        .map(sms -> davi.get("/api/billing/usage?subject=message&subjectId=" + sms.id()))
        .map(answer -> answer.expect(200).json().path("items"))
        .allMatch(usage -> usage.size() == 1 && usage.at("/0/costIsReal").asBoolean());
  }

  private static void send(Scene scene, SmsHistory history) {
    String broker = scene.client().status().kafka().bootstrapServers();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker),
            new StringSerializer(),
            new StringSerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      for (SmsHistory.Sms sms : history.messages()) {
        history.events(sms).forEach(event -> sent.add(producer.send(encoded(event))));
      }
      for (Future<?> one : sent) {
        one.get(20, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailure("interrupted while telling Kafka", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new StepFailure("Kafka does not take last month's messages: " + e, e);
    }
  }

  private static ProducerRecord<String, String> encoded(Event<?> event) {
    ProducerRecord<String, String> record =
        new ProducerRecord<>(event.topic(), event.key(), EventJson.write(event.data()));
    EventHeaders.of(event)
        .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return record;
  }
}
