package dev.ramal.crm.rdstation.v1;

import jakarta.annotation.Priority;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Puts the token into the query, as v1 wants it, when everybody else has looked at the address: a
 * trace notes the address as it was before.
 */
@Priority(TokenIntoQuery.LAST)
public class TokenIntoQuery implements ClientRequestFilter {
  static final int LAST = 100_000;

  @Override
  public void filter(ClientRequestContext request) {
    Object token = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    request.getHeaders().remove(HttpHeaders.AUTHORIZATION);
    if (token != null) {
      request.setUri(with(request.getUri(), token.toString()));
    }
  }

  static URI with(URI address, String token) {
    String encoded = URLEncoder.encode(token, StandardCharsets.UTF_8);
    return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + "token=" + encoded);
  }
}
