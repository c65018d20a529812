package dev.ramal.calls.settings;

import dev.ramal.carriers.CarrierColumn;
import dev.ramal.events.Carrier;
import dev.ramal.events.Consent;
import dev.ramal.events.MachineDetection;
import dev.ramal.events.OnMachine;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One row per organization. */
@Entity
@Table(name = "voice_settings")
class VoiceSettingsRow {
  @Id String tenant;

  @Convert(converter = CarrierColumn.class)
  Carrier carrier;

  boolean record;

  String disclaimer;

  @Enumerated(EnumType.STRING)
  Consent consent;

  @Column(name = "connect_unrecorded")
  boolean connectUnrecorded;

  /** Null where nobody has set it. */
  @Column(name = "calls_per_agent")
  Integer callsPerAgent;

  boolean whisper;

  @Enumerated(EnumType.STRING)
  @Column(name = "machine_detection")
  MachineDetection machineDetection;

  @Enumerated(EnumType.STRING)
  @Column(name = "on_machine")
  OnMachine onMachine;

  @Column(name = "voicemail_message")
  String voicemailMessage;

  @Column(name = "updated_by")
  String updatedBy;

  @Column(name = "updated_at")
  Instant updatedAt;

  VoiceSettings settings(int usualCallsPerAgent) {
    return new VoiceSettings(
        carrier,
        record,
        disclaimer,
        consent,
        connectUnrecorded,
        callsPerAgent == null ? usualCallsPerAgent : callsPerAgent,
        whisper,
        machineDetection,
        onMachine,
        voicemailMessage);
  }
}
