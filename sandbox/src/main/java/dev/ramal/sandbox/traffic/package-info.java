/** Calls, messages and replies of two organizations that go on while others break things. */
package dev.ramal.sandbox.traffic;
