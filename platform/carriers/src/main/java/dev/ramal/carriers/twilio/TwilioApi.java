package dev.ramal.carriers.twilio;

import com.twilio.exception.ApiException;
import com.twilio.exception.TwilioException;
import com.twilio.http.TwilioRestClient;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The door to Twilio: the SDK's builders, sent once, on a pool of workers of its own because the
 * SDK blocks.
 *
 * <pre>{@code
 * twilio.ask(account, client -> Message.creator(to, from, body).create(client));
 * }</pre>
 */
@ApplicationScoped
public class TwilioApi {
  private final OneAttemptHttpClient http;
  private final ExecutorService workers;
  private final ExecutorService questioners;
  private final Map<String, TwilioRestClient> clients = new ConcurrentHashMap<>();

  TwilioApi(TwilioSettings settings) {
    http = new OneAttemptHttpClient(settings);
    workers = threads("twilio-", settings.connections());
    questioners = threads("twilio-questions-", settings.questions());
  }

  private static ExecutorService threads(String name, int count) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        count,
        work -> {
          Thread thread = new Thread(work, name + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Sends the one request that {@code work} makes. The answer arrives on the caller's Vert.x
   * context when there is one.
   *
   * @param work makes exactly one request with the client it is given; runs on a worker
   */
  public <T> Uni<CarrierReply<T>> ask(CarrierAccount account, Function<TwilioRestClient, T> work) {
    return on(workers, account, work);
  }

  /**
   * The same for a request that only reads, on workers of its own: however many questions there
   * are, none holds up what is to be sent.
   */
  public <T> Uni<CarrierReply<T>> lookUp(
      CarrierAccount account, Function<TwilioRestClient, T> work) {
    return on(questioners, account, work);
  }

  /** The same with an API key of the account's, which is not remembered. */
  public <T> Uni<CarrierReply<T>> lookUpAs(
      CarrierAccount account, String keySid, String secret, Function<TwilioRestClient, T> work) {
    return on(
        questioners,
        () ->
            new TwilioRestClient.Builder(keySid, secret)
                .accountSid(account.accountSid())
                .httpClient(http)
                .build(),
        work);
  }

  private <T> Uni<CarrierReply<T>> on(
      ExecutorService threads, CarrierAccount account, Function<TwilioRestClient, T> work) {
    return on(threads, () -> client(account), work);
  }

  private <T> Uni<CarrierReply<T>> on(
      ExecutorService threads,
      Supplier<TwilioRestClient> client,
      Function<TwilioRestClient, T> work) {
    Context caller = Vertx.currentContext();
    Uni<CarrierReply<T>> reply =
        Uni.createFrom()
            .<CarrierReply<T>>item(() -> answer(client.get(), work))
            .runSubscriptionOn(threads);
    return caller == null
        ? reply
        : reply.emitOn(then -> caller.runOnContext(ignored -> then.run()));
  }

  private TwilioRestClient client(CarrierAccount account) {
    return clients.computeIfAbsent(
        account.accountSid() + ":" + account.authToken(),
        ignored ->
            new TwilioRestClient.Builder(account.accountSid(), account.authToken())
                .accountSid(account.accountSid())
                .httpClient(http)
                .build());
  }

  private static <T> CarrierReply<T> answer(
      TwilioRestClient client, Function<TwilioRestClient, T> work) {
    try {
      return new CarrierReply.Done<>(work.apply(client));
    } catch (OneAttemptHttpClient.TooFast e) {
      return new CarrierReply.Throttled<>(e.retryAfter());
    } catch (OneAttemptHttpClient.NotAnswered e) {
      return new CarrierReply.Unknown<>(e.getMessage(), e.neverLeft());
    } catch (ApiException e) {
      return e.getCode() == null || e.getStatusCode() == null
          ? new CarrierReply.Unknown<>("Twilio's answer makes no sense: " + e.getMessage())
          : new CarrierReply.Refused<>(e.getStatusCode(), "" + e.getCode(), e.getMessage());
    } catch (TwilioException e) {
      return new CarrierReply.Unknown<>(e.getMessage());
    }
  }

  @PreDestroy
  void close() throws IOException {
    workers.shutdown();
    questioners.shutdown();
    http.close();
  }
}
