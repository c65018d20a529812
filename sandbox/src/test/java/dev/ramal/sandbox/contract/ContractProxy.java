package dev.ramal.sandbox.contract;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Between the players of a story and the entry, as any HTTP proxy: whatever client they use, Java,
 * curl, a browser or Node, no answer of the API and no message of the WebSocket passes unjudged.
 */
public final class ContractProxy implements AutoCloseable {
  private static final Set<String> OF_ONE_HOP =
      Set.of("host", "connection", "proxy-connection", "keep-alive", "transfer-encoding");

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http =
      vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(64));
  private final NetClient sockets = vertx.createNetClient();
  private final int entry;
  private final ContractJudge judge;
  private final HttpServer server;

  /**
   * @param entry port of the sandbox
   */
  public ContractProxy(int entry, ContractJudge judge) {
    this.entry = entry;
    this.judge = judge;
    this.server =
        vertx
            .createHttpServer()
            .requestHandler(this::handle)
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  /** Where it listens; whoever knows of no proxies may also take it for the entry. */
  public String address() {
    return "http://localhost:" + server.actualPort();
  }

  /** For Java's clients: what goes to the entry goes through here. */
  public ProxySelector selector() {
    Proxy here =
        new Proxy(Proxy.Type.HTTP, new InetSocketAddress("localhost", server.actualPort()));
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI uri) {
        return List.of(uri.getPort() == entry ? here : Proxy.NO_PROXY);
      }

      @Override
      public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        throw new IllegalStateException("the proxy of the tests is gone", failure);
      }
    };
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void handle(HttpServerRequest request) {
    Future<?> done =
        request.method().equals(HttpMethod.CONNECT) ? tunnel(request) : passOn(request);
    done.onFailure(
        failure -> request.response().setStatusCode(502).end("behind the proxy: " + failure));
  }

  private Future<?> passOn(HttpServerRequest request) {
    URI target =
        URI.create(
            request.uri().startsWith("/")
                ? "http://localhost:" + entry + request.uri()
                : request.uri());
    RequestOptions options =
        new RequestOptions()
            .setMethod(request.method())
            .setAbsoluteURI(target.toString())
            .setHeaders(withoutThoseOfOneHop(request.headers()));
    return request
        .body()
        .compose(body -> http.request(options).compose(asked -> asked.send(body)))
        .compose(answer -> answer.body().compose(body -> answer(request, target, answer, body)));
  }

  private Future<Void> answer(
      HttpServerRequest request, URI target, HttpClientResponse answer, Buffer body) {
    if (target.getPort() == entry) {
      judge.answer(
          request.method().name(),
          target.getRawPath(),
          answer.statusCode(),
          answer.getHeader("Content-Type"),
          body.getBytes());
    }
    HttpServerResponse response = request.response().setStatusCode(answer.statusCode());
    response.headers().addAll(withoutThoseOfOneHop(answer.headers()));
    return body.length() == 0 ? response.end() : response.end(body);
  }

  private Future<?> tunnel(HttpServerRequest request) {
    request.pause();
    URI target = URI.create("ws://" + request.uri());
    return sockets
        .connect(target.getPort(), target.getHost())
        .compose(there -> request.toNetSocket().onSuccess(here -> join(here, there, target)));
  }

  private void join(NetSocket here, NetSocket there, URI target) {
    MessageReader reader = new MessageReader(judge::frame);
    here.handler(bytes -> there.write(uncompressed(bytes))).closeHandler(gone -> there.close());
    there
        .handler(
            bytes -> {
              if (target.getPort() == entry) {
                reader.read(bytes);
              }
              here.write(bytes);
            })
        .closeHandler(gone -> here.close());
  }

  /** A browser's offer to compress gets another name, so that what is answered can be read. */
  private static Buffer uncompressed(Buffer bytes) {
    String text = bytes.toString(StandardCharsets.ISO_8859_1);
    return text.startsWith("GET ")
        ? Buffer.buffer(
            text.replaceFirst("(?i)\r\nSec-WebSocket-Extensions:", "\r\nX-Extensions:"),
            "ISO-8859-1")
        : bytes;
  }

  private static MultiMap withoutThoseOfOneHop(MultiMap headers) {
    MultiMap kept = MultiMap.caseInsensitiveMultiMap().addAll(headers);
    OF_ONE_HOP.forEach(kept::remove);
    return kept;
  }
}
