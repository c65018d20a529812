package dev.ramal.crm.connections;

import dev.ramal.crm.CrmProblems;
import dev.ramal.crm.port.CrmPort;
import io.quarkus.arc.All;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every CRM that is built in, by name. */
@ApplicationScoped
class KnownCrms {
  private final Map<String, CrmPort> byName;
  private final String usual;

  KnownCrms(@All List<CrmPort> crms, KnownCrmsConfig config) {
    byName = crms.stream().collect(Collectors.toMap(CrmPort::name, Function.identity()));
    this.usual = config.usualCrm();
    named(usual);
  }

  String usual() {
    return usual;
  }

  CrmPort named(String name) {
    CrmPort crm = byName.get(name);
    if (crm == null) {
      throw new IllegalStateException("no CRM is named " + name);
    }
    return crm;
  }

  /**
   * @param account as {@link OrganizationCrm#account} names it
   */
  CrmPort ofAccount(String account) {
    return named(account.split("#", 2)[0]);
  }

  /**
   * @param name as an administrator wrote it; null for the usual one
   * @throws dev.ramal.kit.problem.ProblemException 400 naming those that are known
   */
  String chosen(String name) {
    if (name != null && !byName.containsKey(name)) {
      throw CrmProblems.unknownCrm(byName.keySet());
    }
    return name == null ? usual : name;
  }

  /** Which CRM is meant. */
  @ConfigMapping(prefix = "ramal.crm.connections")
  interface KnownCrmsConfig {

    /** Name of the CRM that is meant when an administrator names none. */
    String usualCrm();
  }
}
