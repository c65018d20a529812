/** What recordings say: written down by a step that is plugged in, analysed, shown, erased. */
package dev.ramal.calls.transcription;
