package dev.ramal.carriers.files;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.streams.Pipe;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.file.AsyncFile;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Streams a file from a carrier onto this machine; never holds it in memory.
 *
 * <p>Failure policy: whoever sends too slowly or too much is cut off, so that nobody's files wait
 * for his and nobody fills our disk. Failures name the host only: an address may be signed, and
 * whoever reads it in a log could fetch the file.
 */
@ApplicationScoped
public class FetchFile {
  private static final Logger LOG = Logger.getLogger(FetchFile.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Of one host; how many are fetched at once is up to the jobs that fetch. */
  private static final int CONNECTIONS = 32;

  private static final int MOST_REDIRECTS = 3;

  /** That a long holds. */
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private final Vertx vertx;
  private final HttpClient http;

  FetchFile(Vertx vertx) {
    this.vertx = vertx;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setMaxPoolSize(CONNECTIONS));
  }

  /**
   * Where a file lies.
   *
   * @param authorization the header that opens it; null for none. Sent to the first host only
   * @param mayFollow whether a redirect may lead there: it could lead anywhere
   */
  public record Source(URI url, String authorization, Predicate<URI> mayFollow) {
    /** A place that redirects nowhere. */
    public static Source at(URI url, String authorization) {
      return new Source(url, authorization, target -> false);
    }

    private Source redirected(String location) {
      if (location == null) {
        throw new FileNotFetched("the carrier redirects to nowhere");
      }
      URI target = url.resolve(location);
      if (!mayFollow.test(target)) {
        throw new FileElsewhere(target.getHost());
      }
      boolean sameHost = url.getAuthority().equals(target.getAuthority());
      return new Source(target, sameHost ? authorization : null, mayFollow);
    }
  }

  /**
   * What a file may take.
   *
   * @param time from the request to the last byte
   */
  public record Limits(long bytes, Duration time) {}

  /**
   * @param target is overwritten
   * @return the content type that was answered, null without one; fails with {@link FileNotFetched}
   *     when no 200 with a file is answered, with {@link FileTooLarge} as soon as one is told to be
   *     larger than allowed, or is
   */
  public Uni<String> into(Path target, Source source, Limits limits) {
    return vertx
        .fileSystem()
        .open(target.toString(), new OpenOptions().setWrite(true).setTruncateExisting(true))
        .chain(file -> download(source, file, limits).eventually(() -> closed(file)))
        .onFailure(failure -> !(failure instanceof FileNotFetched))
        .transform(
            failure ->
                new FileNotFetched(
                    failure.getClass().getSimpleName() + " at " + source.url().getHost()));
  }

  private Uni<String> download(Source source, AsyncFile file, Limits limits) {
    return request(source, file, limits, MOST_REDIRECTS)
        .ifNoItem()
        .after(limits.time())
        .failWith(() -> new FileNotFetched("took too long"));
  }

  private Uni<String> request(Source source, AsyncFile file, Limits limits, int redirects) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(source.url().toString())
            .setConnectTimeout(CONNECT.toMillis())
            .setFollowRedirects(false);
    if (source.authorization() != null) {
      options.putHeader("Authorization", source.authorization());
    }
    return http.request(options)
        .chain(
            request ->
                request
                    .send()
                    .chain(answer -> read(source, answer, file, limits, redirects))
                    .onTermination()
                    .invoke(
                        (done, failure, cancelled) -> {
                          if (failure != null || cancelled) {
                            request.reset();
                          }
                        }));
  }

  private Uni<String> read(
      Source source, HttpClientResponse answer, AsyncFile file, Limits limits, int redirects) {
    int status = answer.statusCode();
    if (status >= 301 && status <= 308 && redirects > 0) {
      hush(answer.getDelegate());
      Source target = source.redirected(answer.getHeader("Location"));
      return request(target, file, limits, redirects - 1);
    }
    return copy(answer, file, limits).map(done -> answer.getHeader("Content-Type"));
  }

  private Uni<Void> copy(HttpClientResponse answer, AsyncFile file, Limits limits) {
    io.vertx.core.http.HttpClientResponse body = answer.getDelegate();
    if (body.statusCode() != 200) {
      hush(body);
      throw new FileNotFetched("the carrier answered " + body.statusCode());
    }
    if (told(body) > limits.bytes()) {
      hush(body);
      throw new FileTooLarge(limits.bytes());
    }
    Pipe<Buffer> pipe = body.pipe().endOnFailure(false);
    AtomicBoolean cutOff = new AtomicBoolean();
    LimitedFile limited = new LimitedFile(file.getDelegate(), limits.bytes());
    return Uni.createFrom()
        .completionStage(
            () ->
                pipe.to(limited)
                    .recover(
                        failure ->
                            cutOff.get() ? Future.succeededFuture() : Future.failedFuture(failure))
                    .toCompletionStage())
        .onTermination()
        .invoke(
            (done, failure, cancelled) -> {
              if (cancelled) {
                cutOff.set(true);
                pipe.close();
              }
              if (cancelled || failure != null) {
                hush(body);
              }
            });
  }

  /** Bytes, as the header tells them; 0 where it does not. What comes is counted all the same. */
  private static long told(io.vertx.core.http.HttpClientResponse body) {
    String length = body.getHeader("Content-Length");
    return length != null && LENGTH.matcher(length).matches() ? Long.parseLong(length) : 0;
  }

  /** Nobody wants to know how a body ends that is cut off. */
  static void hush(io.vertx.core.http.HttpClientResponse body) {
    try {
      body.exceptionHandler(gone -> {});
    } catch (IllegalStateException e) {
      LOG.debugf("it had ended already: %s", e);
    }
  }

  private static Uni<Void> closed(AsyncFile file) {
    return file.close().onFailure().recoverWithNull();
  }

  @PreDestroy
  void close() {
    http.closeAndForget();
  }

  /** The carrier redirects to where nothing is fetched from. */
  public static final class FileElsewhere extends FileNotFetched {
    private static final long serialVersionUID = 1L;

    private final String host;

    public FileElsewhere(String host) {
      super("the carrier redirects to where nothing is fetched from");
      this.host = host;
    }

    public String host() {
      return host;
    }
  }

  /** It would be as large however often it is asked for. */
  public static final class FileTooLarge extends FileNotFetched {
    private static final long serialVersionUID = 1L;

    public FileTooLarge(long most) {
      super("more than " + most + " bytes");
    }
  }

  /** The file is not there, or not all of it. Its message may be logged and stored. */
  public static class FileNotFetched extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FileNotFetched(String message) {
      super(message);
    }
  }
}
