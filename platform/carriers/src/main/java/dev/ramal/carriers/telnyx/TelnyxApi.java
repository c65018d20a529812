package dev.ramal.carriers.telnyx;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The door to Telnyx's API v2: JSON with snake_case names, sent once, never blocking. Bodies and
 * answers are records of the service that asks; {@code {"data": …}} is unwrapped here.
 *
 * <pre>{@code
 * telnyx.post(account, "/messages", new NewMessage(to, from, text), SentMessage.class);
 * }</pre>
 *
 * <p>Failure policy: one request, one attempt. Vert.x repeats nothing and redirects are not
 * followed.
 */
@ApplicationScoped
public class TelnyxApi {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final WebClient http;
  private final TelnyxSettings settings;

  TelnyxApi(Vertx vertx, TelnyxSettings settings) {
    this.settings = settings;
    this.http =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setMaxPoolSize(settings.connections())
                .setFollowRedirects(false));
  }

  /**
   * @param path behind the API's version, starts with a slash, segments encoded (see {@link
   *     #segment})
   * @param body a record; null fields are left out
   * @param type of {@code data}; {@link JsonNode} takes anything
   */
  public <T> Uni<CarrierReply<T>> post(
      CarrierAccount account, String path, Object body, Class<T> type) {
    return send(
        request(account, HttpMethod.POST, path, Map.of())
            .putHeader("Content-Type", "application/json"),
        Buffer.buffer(write(body)),
        type);
  }

  /** A POST without a body whose answer is no JSON but the text itself, as a token is. */
  public Uni<CarrierReply<String>> postForText(CarrierAccount account, String path) {
    return request(account, HttpMethod.POST, path, Map.of())
        .putHeader("Accept", "*/*")
        .send()
        .map(answer -> TelnyxAnswer.text(answer, JSON))
        .onFailure()
        .recoverWithItem(
            e -> new CarrierReply.Unknown<>(e.getClass().getSimpleName() + ": " + e.getMessage()));
  }

  /**
   * @param query names as Telnyx writes them, as in {@code filter[call_leg_id]}
   * @param type of {@code data}; an array type for lists
   */
  public <T> Uni<CarrierReply<T>> get(
      CarrierAccount account, String path, Map<String, String> query, Class<T> type) {
    return send(request(account, HttpMethod.GET, path, query), null, type);
  }

  /** The same of what stands in no {@code data}, as requirement groups do. */
  public <T> Uni<CarrierReply<T>> getBare(CarrierAccount account, String path, Class<T> type) {
    return send(request(account, HttpMethod.GET, path, Map.of()), null, type, "");
  }

  public <T> Uni<CarrierReply<T>> delete(CarrierAccount account, String path, Class<T> type) {
    return send(request(account, HttpMethod.DELETE, path, Map.of()), null, type);
  }

  /** Encodes one segment of a path: handles of calls hold colons, perhaps more. */
  public static String segment(String raw) {
    return URLEncoder.encode(raw, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest<Buffer> request(
      CarrierAccount account, HttpMethod method, String path, Map<String, String> query) {
    HttpRequest<Buffer> request =
        http.requestAbs(method, settings.apiUrl() + path)
            .timeout(settings.requestTimeout().toMillis())
            .putHeader("Accept", "application/json")
            .bearerTokenAuthentication(account.apiKey());
    query.forEach(request::addQueryParam);
    return request;
  }

  private static <T> Uni<CarrierReply<T>> send(
      HttpRequest<Buffer> request, Buffer body, Class<T> type) {
    return send(request, body, type, TelnyxAnswer.DATA);
  }

  private static <T> Uni<CarrierReply<T>> send(
      HttpRequest<Buffer> request, Buffer body, Class<T> type, String pointer) {
    Uni<HttpResponse<Buffer>> response = body == null ? request.send() : request.sendBuffer(body);
    return response
        .map(answer -> TelnyxAnswer.read(answer, JSON, type, pointer))
        .onFailure()
        .recoverWithItem(
            e ->
                new CarrierReply.Unknown<>(
                    e.getClass().getSimpleName() + ": " + e.getMessage(), isUnconnected(e)));
  }

  /** A connection that breaks later may have carried the request. */
  private static boolean isUnconnected(Throwable failure) {
    return failure instanceof ConnectException || failure instanceof UnknownHostException;
  }

  private static String write(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write " + body.getClass().getName(), e);
    }
  }

  @PreDestroy
  void close() {
    http.close();
  }
}
