package dev.ramal.carriers.twilio;

import com.twilio.constant.EnumConstants.ContentType;
import com.twilio.http.HttpClient;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * The SDK's transport, made safe. The SDK's own sends a failed POST up to six times (three tries of
 * its own times two of Apache's), waits without a limit and knows one host only; this one sends
 * once, keeps real timeouts and takes the host from {@link TwilioSettings}. Blocks: call it from a
 * worker.
 *
 * <p>Failure policy: one request, one attempt, also for GET. What is no clear answer of Twilio's
 * becomes {@link NotAnswered}.
 */
class OneAttemptHttpClient extends HttpClient implements AutoCloseable {
  private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(1);

  private final CloseableHttpClient http;
  private final RequestConfig timeouts;
  private final URI apiUrl;

  OneAttemptHttpClient(TwilioSettings settings) {
    apiUrl = settings.apiUrl();
    Timeout connect = Timeout.of(settings.connectTimeout());
    Timeout response = Timeout.of(settings.responseTimeout());
    timeouts =
        RequestConfig.custom()
            .setConnectionRequestTimeout(response)
            .setResponseTimeout(response)
            .build();
    http =
        HttpClientBuilder.create()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(settings.connections() + settings.questions())
                    .setMaxConnTotal(settings.connections() + settings.questions())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(connect)
                            .setSocketTimeout(response)
                            .build())
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();
  }

  @Override
  public Response reliableRequest(Request request) {
    return makeRequest(request);
  }

  @Override
  public Response reliableRequest(Request request, int[] codes, int retries, long delayMillis) {
    return makeRequest(request);
  }

  @Override
  public Response makeRequest(Request request) {
    try {
      return http.execute(translate(request), OneAttemptHttpClient::read);
    } catch (IOException e) {
      throw new NotAnswered(
          e.getClass().getSimpleName() + ": " + e.getMessage(), e, isUnconnected(e));
    }
  }

  /** Apache's failures of connecting are of these types; one that breaks later is of others. */
  private static boolean isUnconnected(IOException failure) {
    return failure instanceof ConnectException
        || failure instanceof ConnectTimeoutException
        || failure instanceof UnknownHostException;
  }

  private HttpUriRequestBase translate(Request request) {
    HttpUriRequestBase out = new HttpUriRequestBase(request.getMethod().name(), target(request));
    out.setConfig(timeouts);
    out.addHeader("Accept", "application/json");
    if (request.requiresAuthentication()) {
      out.addHeader("Authorization", request.getAuthString());
    }
    request
        .getHeaderParams()
        .forEach((name, values) -> values.forEach(value -> out.addHeader(name, value)));
    if (request.getMethod() != HttpMethod.GET && request.getMethod() != HttpMethod.DELETE) {
      out.setEntity(body(request));
    }
    return out;
  }

  private static StringEntity body(Request request) {
    return request.getContentType() == ContentType.JSON
        ? new StringEntity(request.getBody(), org.apache.hc.core5.http.ContentType.APPLICATION_JSON)
        : new StringEntity(
            request.encodeFormBody(),
            org.apache.hc.core5.http.ContentType.APPLICATION_FORM_URLENCODED.withCharset(
                StandardCharsets.UTF_8));
  }

  private URI target(Request request) {
    URL wanted = request.constructURL();
    if (apiUrl.getHost().endsWith(".twilio.com")) {
      return URI.create(wanted.toString());
    }
    String base = apiUrl.toString();
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + wanted.getFile());
  }

  private static Response read(ClassicHttpResponse answer) throws IOException {
    int status = answer.getCode();
    byte[] body =
        answer.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(answer.getEntity());
    if (status == 429) {
      throw new TooFast(pause(answer.getFirstHeader("Retry-After")));
    }
    if (status >= 200 && status < 300 || status >= 400 && status < 500 && status != 408) {
      return new Response(new ByteArrayInputStream(body), status, answer.getHeaders());
    }
    throw new NotAnswered("Twilio answered " + status, null, false);
  }

  private static Duration pause(Header retryAfter) {
    return retryAfter != null && retryAfter.getValue().matches("[0-9]{1,4}")
        ? Duration.ofSeconds(Integer.parseInt(retryAfter.getValue()))
        : DEFAULT_PAUSE;
  }

  @Override
  public void close() throws IOException {
    http.close();
  }

  /** Nothing that came back says whether Twilio acted. */
  static final class NotAnswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean neverLeft;

    NotAnswered(String message, Throwable cause, boolean neverLeft) {
      super(message, cause);
      this.neverLeft = neverLeft;
    }

    boolean neverLeft() {
      return neverLeft;
    }
  }

  /** Twilio answered 429. */
  static final class TooFast extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    TooFast(Duration retryAfter) {
      super("throttled", null, false, false);
      this.retryAfter = retryAfter;
    }

    Duration retryAfter() {
      return retryAfter;
    }
  }
}
