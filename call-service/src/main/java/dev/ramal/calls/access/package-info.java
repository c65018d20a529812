/** Who may see and change what, asked in one way by every feature. */
package dev.ramal.calls.access;
