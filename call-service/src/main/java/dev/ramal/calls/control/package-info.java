/** What people do to a call that exists. */
package dev.ramal.calls.control;
