package dev.ramal.simulators.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.twilio.exception.ApiException;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.Address;
import com.twilio.rest.api.v2010.account.Application;
import com.twilio.rest.api.v2010.account.AvailablePhoneNumberCountry;
import com.twilio.rest.api.v2010.account.Balance;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.NewKey;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.Local;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.Mobile;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.TollFree;
import com.twilio.rest.api.v2010.account.call.Event;
import com.twilio.rest.api.v2010.account.usage.Record;
import com.twilio.rest.content.v1.Content;
import com.twilio.rest.lookups.v2.PhoneNumber;
import com.twilio.rest.messaging.v1.Service;
import com.twilio.rest.numbers.v2.regulatorycompliance.Bundle;
import com.twilio.rest.numbers.v2.regulatorycompliance.EndUser;
import com.twilio.rest.numbers.v2.regulatorycompliance.Regulation;
import com.twilio.rest.numbers.v2.regulatorycompliance.SupportingDocument;
import com.twilio.rest.numbers.v2.regulatorycompliance.bundle.Evaluation;
import com.twilio.rest.numbers.v2.regulatorycompliance.bundle.ItemAssignment;
import com.twilio.rest.pricing.v1.phonenumber.Country;
import com.twilio.rest.verify.v2.service.Verification;
import com.twilio.type.PhoneNumberPrice;
import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.SimulatorOptions;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.fixtures.Http;
import dev.ramal.simulators.time.Pace;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twilio's own library for Java, pointed at the stand-in, sets up an account. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwilioSdkTest {
  private static final String NUMBER = "+551140000000";
  private static final String LEAD = "+5511987654321";

  private SimulatorHost host;
  private TwilioAccount account;
  private TwilioRestClient twilio;

  @BeforeAll
  void start() {
    host = Simulators.start(SimulatorOptions.defaults().pace(Pace.instant()));
    account = host.twilio().register(TwilioAccount.create(NUMBER));
    twilio = client(account.sid(), account.authToken(), account.sid());
  }

  @AfterAll
  void stop() {
    host.stop();
  }

  @Test
  @DisplayName("SIM-120 numbers are searched, bought, set up and released")
  void shouldBuyANumber() {
    // Given
    List<Local> offered = all(Local.reader("BR").setContains("+5521").setPageSize(5L).read(twilio));
    String number = offered.get(0).getPhoneNumber().toString();
    String address = address();
    String bundle = bundle("local", address, false);
    awaitStatus(bundle, Bundle.Status.TWILIO_APPROVED);

    // When
    IncomingPhoneNumber bought =
        IncomingPhoneNumber.creator(new com.twilio.type.PhoneNumber(number))
            .setFriendlyName("vendas")
            .setVoiceUrl("http://localhost:9/voice")
            .setBundleSid(bundle)
            .setAddressSid(address)
            .create(twilio);

    // Then
    assertThat(refusal(() -> buy(offered.get(1).getPhoneNumber().toString())).getCode())
        .isEqualTo(21649);
    assertThat(Country.fetcher("BR").fetch(twilio).getPhoneNumberPrices())
        .extracting(PhoneNumberPrice::getCurrentPrice)
        .containsExactly(4.25, 4.25, 25.0);
    assertThat(offered).hasSize(30).allMatch(each -> each.getIsoCountry().equals("BR"));
    assertThat(number).startsWith("+5521");
    assertThat(bought.getPhoneNumber()).hasToString(number);
    assertThat(bought.getCapabilities().getVoice()).isTrue();
    assertThat(all(Local.reader("BR").setAreaCode(21).read(twilio)))
        .as("area codes of other countries than the United States and Canada say nothing")
        .anyMatch(each -> each.getPhoneNumber().toString().startsWith("+5511"))
        .noneMatch(each -> each.getPhoneNumber().toString().equals(number));
    IncomingPhoneNumber changed =
        IncomingPhoneNumber.updater(bought.getSid())
            .setSmsUrl("http://localhost:9/sms")
            .update(twilio);
    assertThat(changed.getVoiceUrl()).hasToString("http://localhost:9/voice");
    assertThat(changed.getFriendlyName()).isEqualTo("vendas");
    assertThat(all(IncomingPhoneNumber.reader().read(twilio)))
        .extracting(each -> each.getPhoneNumber().toString())
        .contains(NUMBER, number);
    assertThat(refusal(() -> buy(number)).getCode()).isEqualTo(21422);
    assertThat(refusal(() -> buy("+5500")).getCode()).isEqualTo(21421);
    assertThat(IncomingPhoneNumber.deleter(bought.getSid()).delete(twilio)).isTrue();
    assertThat(refusal(() -> IncomingPhoneNumber.fetcher(bought.getSid()).fetch(twilio)).getCode())
        .isEqualTo(20404);
    assertThat(all(Mobile.reader("BR").setContains("11*").read(twilio))).isNotEmpty();
    assertThat(all(TollFree.reader("BR").read(twilio)).get(0).getPhoneNumber().toString())
        .startsWith("+55800");
    assertThat(all(AvailablePhoneNumberCountry.reader().read(twilio)))
        .extracting(AvailablePhoneNumberCountry::getCountryCode)
        .containsExactly("BR", "US");
  }

  @Test
  @DisplayName("SIM-591 a Brazilian number is sold to who has an approved bundle and an address")
  void shouldDemandABundleAndAnAddress() {
    // Given
    String number =
        all(Local.reader("BR").setContains("+5531").read(twilio))
            .get(0)
            .getPhoneNumber()
            .toString();
    List<Regulation> regulations =
        all(
            Regulation.reader()
                .setIsoCountry("BR")
                .setNumberType("local")
                .setEndUserType(Regulation.EndUserType.BUSINESS)
                .read(twilio));
    String address = address();
    Bundle empty =
        Bundle.creator("vazio", "a@example.com")
            .setRegulationSid(regulations.get(0).getSid())
            .create(twilio);

    // When
    String rejected = bundle("local", address, true);
    String mobile = bundle("mobile", address, false);
    awaitStatus(rejected, Bundle.Status.TWILIO_REJECTED);
    awaitStatus(mobile, Bundle.Status.TWILIO_APPROVED);

    // Then
    assertThat(regulations).hasSize(1);
    assertThat(empty.getStatus()).isEqualTo(Bundle.Status.DRAFT);
    assertThat(Evaluation.creator(empty.getSid()).create(twilio).getStatus())
        .isEqualTo(Evaluation.Status.NONCOMPLIANT);
    assertThat(
            refusal(
                    () ->
                        Bundle.updater(empty.getSid())
                            .setStatus(Bundle.Status.PENDING_REVIEW)
                            .update(twilio))
                .getStatusCode())
        .isEqualTo(400);
    assertThat(refusal(() -> buy(number, empty.getSid(), address)).getCode()).isEqualTo(21649);
    assertThat(refusal(() -> buy(number, rejected, address)).getMessage())
        .contains("twilio-rejected");
    assertThat(refusal(() -> buy(number, mobile, address)).getCode()).isEqualTo(21651);
    host.twilio().review(rejected, "twilio-approved");
    assertThat(refusal(() -> buy(number, rejected, "AD" + "0".repeat(32))).getCode())
        .isEqualTo(21631);
    assertThat(buy(number, rejected, address).getBundleSid()).isEqualTo(rejected);
    TwilioAccount foreign = host.twilio().register(TwilioAccount.create("+551140000091"));
    TwilioRestClient others = client(foreign.sid(), foreign.authToken(), foreign.sid());
    assertThat(refusal(() -> Bundle.fetcher(rejected).fetch(others)).getCode()).isEqualTo(20404);
    assertThat(all(Bundle.reader().read(others))).isEmpty();
    assertThat(Bundle.deleter(mobile).delete(twilio)).isTrue();
  }

  private String address() {
    return Address.creator("Aurora", "Rua Um, 1", "São Paulo", "SP", "01000-000", "BR")
        .create(twilio)
        .getSid();
  }

  /** One that holds what is demanded, handed in for review. */
  private String bundle(String numberType, String address, boolean test) {
    String bundle =
        Bundle.creator("Aurora", "a@example.com")
            .setIsoCountry("BR")
            .setNumberType(numberType)
            .setEndUserType(Bundle.EndUserType.BUSINESS)
            .setIsTest(test)
            .create(twilio)
            .getSid();
    String user =
        EndUser.creator("Aurora", EndUser.Type.BUSINESS)
            .setAttributes(
                Map.of("business_name", "Aurora", "business_registration_number", "12345678000190"))
            .create(twilio)
            .getSid();
    String registration =
        SupportingDocument.creator("CNPJ", "commercial_registrar_excerpt")
            .setAttributes(Map.of("business_name", "Aurora", "document_number", "12345678000190"))
            .create(twilio)
            .getSid();
    String proof =
        SupportingDocument.creator("Endereço", "business_address")
            .setAttributes(Map.of("address_sids", List.of(address)))
            .create(twilio)
            .getSid();
    for (String item : List.of(user, registration, proof)) {
      ItemAssignment.creator(bundle, item).create(twilio);
    }
    assertThat(Evaluation.creator(bundle).create(twilio).getStatus())
        .isEqualTo(Evaluation.Status.COMPLIANT);
    Bundle.updater(bundle).setStatus(Bundle.Status.PENDING_REVIEW).update(twilio);
    return bundle;
  }

  private void awaitStatus(String bundle, Bundle.Status status) {
    await().until(() -> Bundle.fetcher(bundle).fetch(twilio).getStatus(), status::equals);
  }

  private IncomingPhoneNumber buy(String number, String bundle, String address) {
    return IncomingPhoneNumber.creator(new com.twilio.type.PhoneNumber(number))
        .setBundleSid(bundle)
        .setAddressSid(address)
        .create(twilio);
  }

  @Test
  @DisplayName("SIM-121 subaccounts work for themselves and for their owner, until they are closed")
  void shouldOwnSubaccounts() {
    // When
    Account made = Account.creator().setFriendlyName("cliente").create(twilio);

    // Then
    TwilioRestClient itself = client(made.getSid(), made.getAuthToken(), made.getSid());
    assertThat(made.getOwnerAccountSid()).isEqualTo(account.sid());
    assertThat(Balance.fetcher().fetch(itself).getAccountSid()).isEqualTo(made.getSid());
    assertThat(Balance.fetcher(made.getSid()).fetch(twilio).getCurrency()).isEqualTo("USD");
    assertThat(all(Account.reader().setFriendlyName("cliente").read(twilio)))
        .extracting(Account::getSid)
        .containsExactly(made.getSid());
    Account.updater(made.getSid()).setStatus(Account.Status.CLOSED).update(twilio);
    assertThat(refusal(() -> Balance.fetcher().fetch(itself)).getCode()).isEqualTo(20003);
    assertThat(Account.fetcher(made.getSid()).fetch(twilio).getStatus())
        .isEqualTo(Account.Status.CLOSED);
  }

  @Test
  @DisplayName("SIM-122 an API key opens the account until it is deleted")
  void shouldTakeApiKeys() {
    // Given
    NewKey key = NewKey.creator().setFriendlyName("painel").create(twilio);
    TwilioRestClient byKey = client(key.getSid(), key.getSecret(), account.sid());

    // When
    Balance balance = Balance.fetcher().fetch(byKey);

    // Then
    assertThat(balance.getAccountSid()).isEqualTo(account.sid());
    com.twilio.rest.api.v2010.account.Key.deleter(key.getSid()).delete(twilio);
    assertThat(refusal(() -> Balance.fetcher().fetch(byKey)).getStatusCode()).isEqualTo(401);
  }

  @Test
  @DisplayName("SIM-123 applications, messaging services and templates are kept")
  void shouldKeepWhatIsSetUp() {
    // Given
    Application application =
        Application.creator()
            .setFriendlyName("ramal")
            .setVoiceUrl("http://localhost:9/v")
            .create(twilio);
    Service service =
        Service.creator("avisos").setStatusCallback("http://localhost:9/s").create(twilio);

    // When
    Message sent =
        Message.creator(new com.twilio.type.PhoneNumber(LEAD), service.getSid(), "Oi")
            .create(twilio);

    // Then
    assertThat(sent.getMessagingServiceSid()).isEqualTo(service.getSid());
    assertThat(all(Application.reader().setFriendlyName("ramal").read(twilio)))
        .extracting(Application::getSid)
        .containsExactly(application.getSid());
    assertThat(
            Service.updater(service.getSid()).setFriendlyName("x").update(twilio).getFriendlyName())
        .isEqualTo("x");
    assertThat(all(Service.reader().read(twilio))).hasSize(1);
    String owned = all(IncomingPhoneNumber.reader().read(twilio)).get(0).getSid();
    assertThat(
            com.twilio.rest.messaging.v1.service.PhoneNumber.creator(service.getSid(), owned)
                .create(twilio)
                .getPhoneNumber())
        .isNotNull();
    assertThat(
            all(
                com.twilio.rest.messaging.v1.service.PhoneNumber.reader(service.getSid())
                    .read(twilio)))
        .hasSize(1);
    Service.deleter(service.getSid()).delete(twilio);
    assertThat(refusal(() -> Service.fetcher(service.getSid()).fetch(twilio)).getCode())
        .isEqualTo(20404);
    assertThat(Application.deleter(application.getSid()).delete(twilio)).isTrue();
    JsonObject template =
        new JsonObject()
            .put("language", "pt_BR")
            .put("types", new JsonObject().put("twilio/text", new JsonObject().put("body", "Olá")));
    String sid = raw().post("/v1/Content", template).json().getString("sid");
    assertThat(Content.fetcher(sid).fetch(twilio).getLanguage()).isEqualTo("pt_BR");
    assertThat(all(Content.reader().read(twilio))).hasSize(1);
    raw()
        .post(
            "/v1/Content/" + sid + "/ApprovalRequests/whatsapp",
            new JsonObject().put("name", "ola").put("category", "UTILITY"));
    await()
        .untilAsserted(
            () ->
                assertThat(raw().get("/v1/Content/" + sid + "/ApprovalRequests").text())
                    .contains("\"status\":\"approved\""));
  }

  @Test
  @DisplayName("SIM-124 numbers are looked up, whether they exist and what they are")
  void shouldLookUpNumbers() {
    // When
    PhoneNumber mobile =
        PhoneNumber.fetcher(LEAD).setFields("line_type_intelligence").fetch(twilio);

    // Then
    assertThat(mobile.getValid()).isTrue();
    assertThat(mobile.getCountryCode()).isEqualTo("BR");
    assertThat(mobile.getLineTypeIntelligence().getType()).isEqualTo("mobile");
    assertThat(PhoneNumber.fetcher("+5500987654321").fetch(twilio).getValid()).isFalse();
    assertThat(
            PhoneNumber.fetcher("11987654321").setCountryCode("BR").fetch(twilio).getPhoneNumber())
        .hasToString(LEAD);
  }

  @Test
  @DisplayName("SIM-125 what was used is counted, and a call tells what it asked and told")
  void shouldCountWhatWasUsed() {
    // Given
    Call call =
        Call.creator(
                new com.twilio.type.PhoneNumber(LEAD),
                new com.twilio.type.PhoneNumber(NUMBER),
                new com.twilio.type.Twiml("<Response><Pause length=\"60\"/></Response>"))
            .setStatusCallback(java.net.URI.create("http://localhost:9/status"))
            .create(twilio);
    await()
        .untilAsserted(
            () -> assertThat(Call.fetcher(call.getSid()).fetch(twilio).getPrice()).isNotNull());

    // When
    List<Record> records = all(Record.reader().setCategory("calls-outbound").read(twilio));

    // Then
    assertThat(records).hasSize(1);
    assertThat(Integer.parseInt(records.get(0).getCount())).isPositive();
    assertThat(records.get(0).getPrice()).isPositive();
    assertThat(Double.parseDouble(Balance.fetcher().fetch(twilio).getBalance())).isLessThan(1000);
    await()
        .untilAsserted(
            () -> assertThat(all(Event.reader(call.getSid()).read(twilio))).isNotEmpty());
  }

  @Test
  @DisplayName("SIM-126 a message loses its text, and then itself")
  void shouldRedactAMessage() {
    // Given
    Message sent =
        Message.creator(
                new com.twilio.type.PhoneNumber(LEAD),
                new com.twilio.type.PhoneNumber(NUMBER),
                "CPF 123")
            .create(twilio);
    await()
        .untilAsserted(
            () ->
                assertThat(Message.fetcher(sent.getSid()).fetch(twilio).getStatus())
                    .isEqualTo(Message.Status.DELIVERED));

    // When
    Message redacted = Message.updater(sent.getSid()).setBody("").update(twilio);

    // Then
    assertThat(redacted.getBody()).isEmpty();
    assertThat(redacted.getNumSegments()).isEqualTo("1");
    assertThat(Message.deleter(sent.getSid()).delete(twilio)).isTrue();
    assertThat(refusal(() -> Message.fetcher(sent.getSid()).fetch(twilio)).getCode())
        .isEqualTo(20404);
  }

  @Test
  @DisplayName("SIM-127 what is not played is refused in Twilio's own form, and says so")
  void shouldSayWhatIsNotPlayed() {
    // When
    ApiException refusal =
        refusal(() -> Verification.creator("VA" + "0".repeat(32), LEAD, "sms").create(twilio));

    // Then
    assertThat(refusal.getStatusCode()).isEqualTo(501);
    assertThat(refusal.getCode()).isEqualTo(20501);
    assertThat(refusal.getMessage()).contains("does not play POST /v2/Services/");
  }

  @ParameterizedTest
  @DisplayName("SIM-127 each of what the README says is refused is refused so")
  @ValueSource(
      strings = {
        "/2010-04-01/Accounts/{sid}/OutgoingCallerIds.json",
        "/2010-04-01/Accounts/{sid}/Queues.json",
        "/2010-04-01/Accounts/{sid}/SIP/Domains.json",
        "/2010-04-01/Accounts/{sid}/Usage/Triggers.json",
        "/2010-04-01/Accounts/{sid}/Usage/Records/Daily.json",
        "/2010-04-01/Accounts/{sid}/Usage/Records/Monthly.json",
        "/v1/Workspaces",
        "/v2/Flows",
        "/v2/RegulatoryCompliance/EndUserTypes",
        "/v2/Voice/Countries",
        "/v1/Voice/Countries",
        "/v1/PhoneNumbers/+5511987654321"
      })
  void shouldRefuseWhatTheReadmeSays(String path) {
    // When
    Http.Got answer = raw().get(path.replace("{sid}", account.sid()));

    // Then
    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.json().getInteger("code")).isEqualTo(20501);
  }

  private void buy(String number) {
    IncomingPhoneNumber.creator(new com.twilio.type.PhoneNumber(number)).create(twilio);
  }

  private Http raw() {
    return Http.basic(host.twilio().baseUrl(), account.sid(), account.authToken());
  }

  /** As the README shows it: the library knows no base URL, its transport takes another way. */
  private TwilioRestClient client(String user, String password, String sid) {
    HttpRoute way = new HttpRoute(new HttpHost("http", "localhost", host.twilio().server().port()));
    return new TwilioRestClient.Builder(user, password)
        .accountSid(sid)
        .httpClient(
            new NetworkHttpClient(
                HttpClientBuilder.create().setRoutePlanner((target, context) -> way)))
        .build();
  }

  private static ApiException refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    return catchThrowableOfType(ApiException.class, work);
  }

  private static <T> List<T> all(Iterable<T> found) {
    return StreamSupport.stream(found.spliterator(), false).toList();
  }
}
