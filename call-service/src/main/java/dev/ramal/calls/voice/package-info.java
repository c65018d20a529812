/** What a leg hears and does when it has answered. */
package dev.ramal.calls.voice;
