package dev.ramal.simulators.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Makes small, valid recordings of the right length. */
public final class Audio {
  private static final int RATE = 8000;
  private static final byte MU_LAW_SILENCE = (byte) 0xFF;
  private static final int WAV_HEADER = 58;
  private static final Duration LONGEST = Duration.ofMinutes(20);

  /** MPEG-2 layer III, 8 kbit/s, 16 kHz, mono: 36 bytes for 36 ms. */
  private static final byte[] MP3_FRAME_HEADER = {(byte) 0xFF, (byte) 0xF3, 0x18, (byte) 0xC4};

  private static final int MP3_FRAME = 36;

  private Audio() {}

  /**
   * A WAV file of 8 kHz mu-law: silence with a soft tick at every second. Longer recordings are cut
   * at 20 minutes.
   *
   * @param channels 1 or 2
   */
  public static byte[] wav(Duration length, int channels) {
    int samples = Math.toIntExact(shortened(length).toMillis() * RATE / 1000);
    int size = samples * channels;
    ByteBuffer file = ByteBuffer.allocate(WAV_HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(WAV_HEADER - 8 + size).put(ascii("WAVE"));
    file.put(ascii("fmt ")).putInt(18).putShort((short) 7).putShort((short) channels);
    file.putInt(RATE).putInt(RATE * channels).putShort((short) channels).putShort((short) 8);
    file.putShort((short) 0).put(ascii("fact")).putInt(4).putInt(samples);
    file.put(ascii("data")).putInt(size);
    byte[] sound = new byte[size];
    Arrays.fill(sound, MU_LAW_SILENCE);
    for (int tick = 0; tick < size; tick += RATE * channels) {
      sound[tick] = (byte) 0xA0;
    }
    return file.put(sound).array();
  }

  /** An MP3 file: silent frames, each of 36 ms. Longer recordings are cut at 20 minutes. */
  public static byte[] mp3(Duration length) {
    int frames = Math.max(1, Math.toIntExact((shortened(length).toMillis() + 35) / 36));
    byte[] file = new byte[frames * MP3_FRAME];
    for (int at = 0; at < file.length; at += MP3_FRAME) {
      System.arraycopy(MP3_FRAME_HEADER, 0, file, at, MP3_FRAME_HEADER.length);
    }
    return file;
  }

  private static Duration shortened(Duration length) {
    return length.compareTo(LONGEST) > 0 ? LONGEST : length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
