package dev.ramal.carriers.files;

import dev.ramal.kit.idempotency.FairShare;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Asks what lies at an address that somebody else has written, and keeps nothing of it. It is asked
 * as a carrier asks, with GET: many a signed address opens to nothing else. What the server says of
 * its size is believed, else bytes are counted.
 *
 * <p>Nobody can make us ask our own network: the name is looked up here, every one of its addresses
 * has to be public, and that very address is connected to, so that a name cannot mean something
 * else a moment later. The same for each redirect.
 *
 * <p>Failure policy: names are looked up on threads of their own, and one organization has a part
 * of them. Who asks for names that nobody answers waits for itself: a place is free only when its
 * thread is, however long ago whoever asked was answered that it took too long.
 */
@ApplicationScoped
public class LookAtFile {
  private static final int MOST_REDIRECTS = 3;
  private static final int HTTPS = 443;
  private static final int CONNECTIONS = 16;
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** Threads that wait for names. */
  private static final int THREADS = 32;

  /** Looks of one organization at one time, each of which takes such a thread at most. */
  private static final int OF_ONE = 8;

  /** How many more of it may wait, and for how long. */
  private static final int LINE = 200;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Names names;
  private final FairShare share;
  private final WorkerExecutor threads;
  private final HttpClient http;

  @Inject
  LookAtFile(Vertx vertx) {
    this(vertx, InetAddress::getAllByName, new FairShare(OF_ONE, LINE, PATIENCE, System::nanoTime));
  }

  LookAtFile(Vertx vertx, Names names, FairShare share) {
    this.names = names;
    this.share = share;
    this.threads = vertx.createSharedWorkerExecutor("names-of-files", THREADS);
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setKeepAlive(false)
                .setMaxPoolSize(CONNECTIONS));
  }

  /** Who knows the addresses of a name; blocks. */
  interface Names {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  /** What was found. */
  public sealed interface Seen {}

  /**
   * A file.
   *
   * @param type without parameters, in lower case; null when not said
   * @param bytes more than were asked for when it has at least so many
   */
  public record File(String type, long bytes) implements Seen {}

  /**
   * It does not lie, or not all the way, at servers of the public internet. The same where nobody
   * has the name: else it could be found out which names our own network has.
   */
  public record Forbidden() implements Seen {}

  /**
   * Nothing, or nothing that is given without a password.
   *
   * @param why never holds the address
   */
  public record Nothing(String why) implements Seen {}

  private static final Nothing TOO_LONG = new Nothing("it took too long");

  /**
   * @param organization for which it is asked: it has a part of the threads
   * @param trusted origins at which anything may be asked for, over HTTP too
   * @param most bytes that are of interest
   * @param time from the first look-up to the end
   * @return fails only as busy, when too many looks of the organization wait
   */
  public Uni<Seen> at(
      String organization, URI url, Predicate<URI> trusted, long most, Duration time) {
    return Uni.createFrom()
        .<Seen>emitter(
            emitter ->
                share
                    .of(organization, () -> begin(url, new Terms(trusted, most, time), emitter))
                    .subscribe()
                    .with(emitter::complete, emitter::fail))
        .ifNoItem()
        .after(time.plus(PATIENCE))
        .recoverWithItem(TOO_LONG);
  }

  /** Whoever asked is answered in time; the place is taken until the look has ended. */
  private Uni<Seen> begin(URI url, Terms terms, UniEmitter<? super Seen> asked) {
    Uni<Seen> look =
        look(url, terms, MOST_REDIRECTS)
            .onFailure()
            .recoverWithItem(failure -> new Nothing(failure.getClass().getSimpleName()))
            .memoize()
            .indefinitely();
    look.ifNoItem()
        .after(terms.time())
        .recoverWithItem(TOO_LONG)
        .subscribe()
        .with(asked::complete, asked::fail);
    return look;
  }

  /**
   * What a look may take.
   *
   * @param until by {@link System#nanoTime}
   */
  private record Terms(Predicate<URI> trusted, long most, Duration time, long until) {
    Terms(Predicate<URI> trusted, long most, Duration time) {
      this(trusted, most, time, System.nanoTime() + time.toNanos());
    }

    Duration left() {
      return Duration.ofNanos(Math.max(1, until - System.nanoTime()));
    }
  }

  private Uni<Seen> look(URI url, Terms terms, int redirects) {
    if (terms.trusted().test(url)) {
      return ask(url, null, terms, redirects);
    }
    if (!isPlainHttps(url)) {
      return Uni.createFrom().item(new Forbidden());
    }
    return addresses(url.getHost())
        .<Seen>chain(
            found ->
                Arrays.stream(found).allMatch(PublicAddress::is)
                    ? ask(url, found[0], terms, redirects)
                    : Uni.createFrom().item(new Forbidden()))
        .onFailure(UnknownName.class)
        .recoverWithItem(new Forbidden());
  }

  /** User info and other ports never are. */
  private static boolean isPlainHttps(URI url) {
    return "https".equalsIgnoreCase(url.getScheme())
        && url.getHost() != null
        && url.getUserInfo() == null
        && (url.getPort() == -1 || url.getPort() == HTTPS);
  }

  private Uni<InetAddress[]> addresses(String host) {
    return threads.executeBlocking(
        Uni.createFrom()
            .item(
                () -> {
                  try {
                    return names.of(host);
                  } catch (UnknownHostException e) {
                    throw new UnknownName(e);
                  }
                }),
        false);
  }

  /**
   * @param address to connect to; null for the one that the name has
   */
  private Uni<Seen> ask(URI url, InetAddress address, Terms terms, int redirects) {
    boolean secure = "https".equalsIgnoreCase(url.getScheme());
    int port = url.getPort() != -1 ? url.getPort() : secure ? HTTPS : 80;
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(url.getHost())
            .setPort(port)
            .setSsl(secure)
            .setURI(target(url))
            .setFollowRedirects(false)
            .putHeader("Accept", "*/*")
            .putHeader("User-Agent", "ramal");
    if (address != null) {
      options.setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()));
    }
    return http.request(options)
        .chain(
            request ->
                request
                    .send()
                    .chain(answer -> read(url, answer, terms, redirects))
                    .onTermination()
                    .invoke(() -> request.reset()))
        .ifNoItem()
        .after(terms.left())
        .recoverWithItem(TOO_LONG);
  }

  private Uni<Seen> read(URI url, HttpClientResponse answer, Terms terms, int redirects) {
    FetchFile.hush(answer.getDelegate());
    int status = answer.statusCode();
    String location = answer.getHeader("Location");
    if (status >= 301 && status <= 308 && location != null) {
      return redirects == 0
          ? Uni.createFrom().item(new Nothing("it redirects too often"))
          : look(url.resolve(location), terms, redirects - 1);
    }
    if (status != 200) {
      return Uni.createFrom().item(new Nothing("it answered " + status));
    }
    String type = type(answer.getHeader("Content-Type"));
    String length = answer.getHeader("Content-Length");
    return length != null && length.matches("[0-9]{1,18}")
        ? Uni.createFrom().item(new File(type, Long.parseLong(length)))
        : count(answer, terms.most()).map(bytes -> new File(type, bytes));
  }

  private static Uni<Long> count(HttpClientResponse answer, long most) {
    io.vertx.core.http.HttpClientResponse body = answer.getDelegate();
    return Uni.createFrom()
        .emitter(
            emitter -> {
              long[] bytes = {0};
              body.exceptionHandler(emitter::fail);
              body.endHandler(end -> emitter.complete(bytes[0]));
              body.handler(
                  part -> {
                    bytes[0] += part.length();
                    if (bytes[0] > most) {
                      emitter.complete(bytes[0]);
                    }
                  });
              body.resume();
            });
  }

  private static String target(URI url) {
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  private static String type(String header) {
    return header == null || header.isBlank()
        ? null
        : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  @PreDestroy
  void close() {
    http.closeAndForget();
    threads.closeAndForget();
  }

  /** Nobody has the name. */
  private static final class UnknownName extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownName(UnknownHostException cause) {
      super(cause);
    }
  }
}
