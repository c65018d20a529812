package dev.ramal.crm.rdstation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.crm.port.CrmDeal;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort.AccessToken;
import dev.ramal.crm.port.TokenForm;
import dev.ramal.events.EventJson;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents of RD Station leave open, answered one way and the other. */
class RdStationCrmTest {
  private static final AccessToken TOKEN = new AccessToken("token");
  private static final List<String> SPELLINGS = List.of("+5511987654321", "(11) 98765-4321");
  private static final String NOBODY = "{\"data\":[]}";
  private static final String MARIA =
      "{\"data\":[{\"id\":\"k1\",\"name\":\"Maria\",\"phones\":"
          + "[{\"phone\":\"(11) 98765-4321\",\"type\":\"work\"}]}]}";

  private final Answers api = new Answers();
  private final RdStationCrm crm = new RdStationCrm(api, RdStationCrmTest::noToken, new Limits());

  @Test
  @DisplayName(
      "CRM-92 an empty answer to a list of phones proves nothing before one found somebody")
  void shouldNotBelieveAnEmptyListBeforeOneFoundSomebody() {
    // When
    api.contacts = Uni.createFrom().item(json(NOBODY));
    Optional<?> before = ask();
    api.contacts = Uni.createFrom().item(json(MARIA));
    Optional<Map<String, List<CrmContact>>> found = ask();
    api.contacts = Uni.createFrom().item(json(NOBODY));
    Optional<Map<String, List<CrmContact>>> after = ask();

    // Then
    assertThat(before).isEmpty();
    assertThat(found).hasValue(Map.of("(11) 98765-4321", List.of(new CrmContact("k1", "Maria"))));
    assertThat(after).hasValue(Map.of());
  }

  @Test
  @DisplayName("CRM-341 v2 has the id of a company alone; its name is taken where an answer has it")
  void shouldReadTheCompanyWhereItIsNamed() {
    // When
    CrmContact alone = RdStationRecords.contact(json("{\"id\":\"k1\",\"organization_id\":\"o1\"}"));
    CrmContact named =
        RdStationRecords.contact(
            json("{\"id\":\"k1\",\"organization\":{\"id\":\"o1\",\"name\":\"Exemplo\"}}"));

    // Then
    assertThat(alone.company()).isNull();
    assertThat(named.company()).isEqualTo("Exemplo");
    assertThat(named.asRead().company()).isEqualTo("Exemplo");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 422})
  @DisplayName("CRM-92 where a list of phones is not understood each is asked for alone")
  void shouldFallBackWhereListsAreNotUnderstood(int status) {
    // When
    api.contacts = Uni.createFrom().failure(new WebApplicationException(status));

    // Then
    assertThat(ask()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  @DisplayName("CRM-92 a CRM that throttles or is away is not asked one by one instead")
  void shouldNotTakeAnOutageForAMisunderstanding(int status) {
    // When
    api.contacts = Uni.createFrom().failure(new WebApplicationException(status));

    // Then
    assertThatThrownBy(this::ask).isInstanceOf(CrmFault.class);
  }

  @Test
  @DisplayName("CRM-93 a deal of somebody else is no answer, whatever the filter does")
  void shouldTakeNoDealOfAnotherContact() {
    // When
    api.deals =
        Uni.createFrom()
            .item(
                json(
                    "{\"data\":[{\"id\":\"d1\",\"contact_ids\":[\"k1\"],\"status\":\"ongoing\"},"
                        + "{\"id\":\"d2\",\"contact_ids\":[\"k2\"],\"status\":\"ongoing\"}]}"));

    // Then
    assertThat(crm.openDeals(TOKEN, "k1").await().indefinitely().open())
        .extracting(CrmDeal::id)
        .containsExactly("d1");
  }

  @Test
  @DisplayName("CRM-170 a deal that does not say whose it is is listed, and told apart")
  void shouldTellApartWhatDoesNotSayWhoseItIs() {
    // Given
    api.deals =
        Uni.createFrom()
            .item(
                json(
                    "{\"data\":[{\"id\":\"d1\",\"contact_ids\":[\"k1\"]},{\"id\":\"d2\"},"
                        + "{\"id\":\"d3\",\"contact_ids\":null},"
                        + "{\"id\":\"d4\",\"contact_ids\":[]}]}"));

    // When
    List<CrmDeal> open = crm.openDeals(TOKEN, "k1").await().indefinitely().open();

    // Then
    assertThat(open).extracting(CrmDeal::id).containsExactly("d1", "d2", "d3");
    assertThat(open).extracting(CrmDeal::namesContact).containsExactly(true, false, false);
  }

  @Test
  @DisplayName("CRM-169 of more open deals than a page holds the newest are read")
  void shouldReadTheNewestDeals() {
    // Given
    api.deals = Uni.createFrom().item(json(NOBODY));

    // When
    crm.openDeals(TOKEN, "k1").await().indefinitely();

    // Then
    assertThat(api.orderOfDeals).isEqualTo("desc");
  }

  @Test
  @DisplayName("CRM-145 no minute holds too many requests, and a backlog uses 95 % of the quota")
  void shouldUseTheQuotaAndNoMore() {
    // Given
    RdStationCrm.RdStationConfig asReleased =
        new SmallRyeConfigBuilder()
            .withMapping(RdStationCrm.RdStationConfig.class)
            .withDefaultValue("ramal.rdstation.api-url", "https://rd.example")
            .build()
            .getConfigMapping(RdStationCrm.RdStationConfig.class);

    // When
    double aMinuteOfBacklog = 60 * asReleased.requestsPerSecond();

    // Then
    assertThat(aMinuteOfBacklog).isGreaterThanOrEqualTo(0.95 * 120);
    assertThat(aMinuteOfBacklog + asReleased.burst()).isLessThanOrEqualTo(117);
  }

  @Test
  @DisplayName("CRM-158 the page that lets us in keeps what it is told, whatever that holds")
  void shouldLeadToThePageThatLetsUsIn() {
    // When
    Optional<String> page = crm.authorizationPage("a&b", "https://x.test/crm?a=1&b={c}", "s/1");

    // Then
    assertThat(page)
        .hasValue(
            "https://rd.example/authorize?response_type=code&client_id=a%26b"
                + "&redirect_uri=https%3A%2F%2Fx.test%2Fcrm%3Fa%3D1%26b%3D%7Bc%7D&state=s%2F1");
  }

  private Optional<Map<String, List<CrmContact>>> ask() {
    return crm.findContactsByAny(TOKEN, SPELLINGS).await().indefinitely();
  }

  private static JsonNode json(String text) {
    try {
      return EventJson.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Limits implements RdStationCrm.RdStationConfig {
    @Override
    public double requestsPerSecond() {
      return 1;
    }

    @Override
    public int burst() {
      return 1;
    }

    @Override
    public String apiUrl() {
      return "https://rd.example";
    }

    @Override
    public String authorizeUrl() {
      return "https://rd.example/authorize";
    }
  }

  /** The HTTP edge. */
  private static Uni<JsonNode> noToken(TokenForm form) {
    throw new UnsupportedOperationException();
  }

  private static final class Answers implements RdStationApi {
    private Uni<JsonNode> contacts;
    private Uni<JsonNode> deals;
    private String orderOfDeals;

    @Override
    public Uni<JsonNode> contacts(String bearer, String filter, int pageSize) {
      return contacts;
    }

    @Override
    public Uni<JsonNode> deals(String bearer, String filter, String sort, int pageSize) {
      orderOfDeals = sort;
      return deals;
    }

    @Override
    public Uni<JsonNode> createContact(String bearer, Wrapped<NewContact> contact) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<JsonNode> createDeal(String bearer, Wrapped<NewDeal> deal) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<JsonNode> deal(String bearer, String dealId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<JsonNode> updateDeal(String bearer, String dealId, Wrapped<DealUpdate> update) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<JsonNode> createTask(String bearer, Wrapped<NewTask> task) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<JsonNode> users(String bearer, String filter, int page, int size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<JsonNode> tasks(String bearer, String filter, String sort, int page, int size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<JsonNode> writeNote(String bearer, String dealId, NewNote note) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<JsonNode> notes(String bearer, String dealId, String sort, int page, int size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<JsonNode> webhooks(String bearer, int page, int pageSize) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<JsonNode> createWebhook(String bearer, Wrapped<NewWebhook> webhook) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> deleteWebhook(String bearer, String id) {
      throw new UnsupportedOperationException();
    }
  }
}
