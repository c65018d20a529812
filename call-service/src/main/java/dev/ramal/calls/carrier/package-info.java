/** What a call and a recording need from a carrier; the carriers themselves lie below. */
package dev.ramal.calls.carrier;
