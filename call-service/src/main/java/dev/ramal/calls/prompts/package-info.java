/** The words that a person hears, and nothing else. */
package dev.ramal.calls.prompts;
