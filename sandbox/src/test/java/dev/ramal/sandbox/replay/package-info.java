/** The same day of callbacks again, to services that have never heard of it. */
package dev.ramal.sandbox.replay;
