package dev.ramal.crm.port;

import dev.ramal.crm.port.CrmPort.ClientCredentials;
import jakarta.ws.rs.FormParam;

/** What OAuth sends for tokens, as parameters of a form; what is null is not sent. */
public final class TokenForm {
  @FormParam("grant_type")
  public final String grantType;

  @FormParam("client_id")
  public final String clientId;

  @FormParam("client_secret")
  public final String clientSecret;

  @FormParam("refresh_token")
  public final String refreshToken;

  @FormParam("code")
  public final String code;

  @FormParam("redirect_uri")
  public final String redirectUri;

  private TokenForm(
      String grantType,
      ClientCredentials client,
      String refreshToken,
      String code,
      String redirectUri) {
    this.grantType = grantType;
    this.clientId = client.clientId();
    this.clientSecret = client.clientSecret();
    this.refreshToken = refreshToken;
    this.code = code;
    this.redirectUri = redirectUri;
  }

  public static TokenForm refresh(ClientCredentials client, String refreshToken) {
    return new TokenForm("refresh_token", client, refreshToken, null, null);
  }

  public static TokenForm authorize(ClientCredentials client, String code, String redirectUri) {
    return new TokenForm("authorization_code", client, null, code, redirectUri);
  }
}
