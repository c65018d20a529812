/** What carriers say, in. */
package dev.ramal.calls.facts;
