package dev.ramal.crm.port;

/** Whether a person may be called and written to, as the CRM has it. The words are stored. */
public enum CommunicationsConsent {
  GRANTED,
  /** Weighs more than a grant on another legal basis that stands beside it. */
  DECLINED
}
