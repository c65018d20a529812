/** What a client may be told to be wrong; the rooms lie in the packages below. */
package dev.ramal.calls;
